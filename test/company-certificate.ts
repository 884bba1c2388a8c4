import { generate } from "selfsigned";

/** A certificate for this machine, from an authority that no system trusts. All of them as PEM. */
export interface CompanyCertificate {
  /** The certificate of the authority. */
  ca: string;
  cert: string;
  key: string;
}

/** Makes an authority, and has it sign a certificate. */
export async function createCompanyCertificate(): Promise<CompanyCertificate> {
  const options = { keyType: "ec", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "Contoso" }], {
    ...options,
    extensions: [{ name: "basicConstraints", cA: true, critical: true }],
  });
  const { cert, private: key } = await generate([{ name: "commonName", value: "fe1.contoso.com" }], {
    ...options,
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    ca: { key: authority.private, cert: authority.cert },
  });
  return { ca: authority.cert, cert, key };
}
