import { expectTypeOf, test } from "vitest";
import { ConflictError, createClient, isUcwaError, type UndocumentedSubcode } from "../src/index.ts";

const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1" });

/** The compiler is the test: `tsc` fails on a line that should have been an error, or should not. */
function compiles(_calls: (error: unknown) => unknown) {}

test("a switch over all documented subcodes of an operation leaves the undocumented ones for its default", () => {
  compiles((error) => {
    if (!isUcwaError<"deleteMyOnlineMeeting">(error)) return "";
    switch (error.subcode) {
      case undefined:
      case "DeserializationFailure":
      case "ParameterValidationFailure":
      case "ApplicationNotFound":
      case "APIVersionNotSupported":
      case "InactiveApplicationExpired":
      case "TooManyApplications":
      case "CannotRedirect":
        return error.code;
      default: {
        const other: UndocumentedSubcode = error.subcode;
        const text: string = other;
        return text;
      }
    }
  });
});

test("a switch that forgets a documented subcode does not compile", () => {
  compiles((error) => {
    if (!isUcwaError<"deleteMyOnlineMeeting">(error) || error.status !== 404) return "";
    switch (error.subcode) {
      case undefined:
      case "ApplicationNotFound":
      case "APIVersionNotSupported":
        return error.code;
      default: {
        // @ts-expect-error: InactiveApplicationExpired is documented, too
        const other: UndocumentedSubcode = error.subcode;
        return other;
      }
    }
  });
});

test("a misspelt subcode does not compile, in a case or a comparison", () => {
  compiles((error) => {
    if (!isUcwaError<"deleteMyOnlineMeeting">(error)) return "";
    switch (error.subcode) {
      // @ts-expect-error: it is ApplicationNotFound
      case "AplicationNotFound":
        return "";
    }
    // @ts-expect-error: it is Timeout
    return error.subcode === "TimeOut" ? "" : error.code;
  });
});

test("a subcode that the operation does not document can be asked for as text", () => {
  compiles((error) => {
    if (!isUcwaError<"deleteMyOnlineMeeting">(error)) return "";
    const text: string | undefined = error.subcode;
    return String(error.subcode) === "NeverHeardOf" ? text : error.code;
  });
});

test("the status narrows the subcode, and so does the class", () => {
  compiles(async () => {
    const { error } = await ucwa.GET(meetingPath, {
      params: { path: { applicationId: "833", onlineMeetingId: "810" } },
    });
    if (error?.status === 410)
      expectTypeOf(error.subcode).toEqualTypeOf<"CannotRedirect" | UndocumentedSubcode | undefined>();
    if (error instanceof ConflictError) expectTypeOf(error.status).toEqualTypeOf<409>();
    expectTypeOf(error?.message).toEqualTypeOf<string | undefined>();
    if (error) throw error;
  });
});

test("an error of unknown origin has known and unknown subcodes", () => {
  compiles((error) => {
    if (!(error instanceof ConflictError)) return "";
    expectTypeOf(error.status).toEqualTypeOf<409>();
    return error.subcode === "TooManyGroups" || error.subcode === "NeverHeardOf" ? error.code : "";
  });
});
