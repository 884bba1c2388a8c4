/** The environment variables that stop the tools of this repository from sending telemetry and from looking for updates. */
export const telemetryOff = {
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  SCARF_ANALYTICS: "false",
  ASTRO_TELEMETRY_DISABLED: "1",
};
