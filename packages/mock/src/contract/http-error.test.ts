import { expect, test } from "vitest";
import { HttpError, invalidParameters, methodNotAllowed, notFound } from "./http-error.ts";

test("what does not exist is a 404, with the document's example that fits", () => {
  expect(notFound("There is nothing.")).toMatchObject({
    status: 404,
    example: "NotFound",
    message: "There is nothing.",
  });
  expect(notFound("Gone.", "ApplicationNotFound")).toMatchObject({ status: 404, example: "ApplicationNotFound" });
});

test("a method that a path does not have is a 405 that names those that it has", () => {
  const error = methodNotAllowed("GET, PUT", "No.", { ownHeadersOnly: true });
  expect([error.status, error.example, error.message]).toEqual([405, "MethodNotAllowed", "No."]);
  expect(error.options).toEqual({ ownHeadersOnly: true, headers: { Allow: "GET, PUT" } });
});

test("wrong parameters are a 400 that says of each what is wrong", () => {
  const parameters = [
    { name: "subject", reason: "expected string, got 7" },
    { name: "leaders", reason: "expected array, got 8" },
  ];
  const error = invalidParameters(parameters);
  expect([error.status, error.example, error.options]).toEqual([400, "ParameterValidationFailure", { parameters }]);
  expect(error.message).toBe("subject: expected string, got 7 leaders: expected array, got 8");
});

test("an error is told by its name", () => {
  expect(new HttpError(400, "BadRequest", "No.").name).toBe("HttpError");
  expect(new HttpError(400, "BadRequest", "No.").options).toEqual({});
});
