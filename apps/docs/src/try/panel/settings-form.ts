import { lists, type SwitchEntry } from "../lists.ts";
import type { Settings } from "../protocol.ts";
import { element, labelled, option, select } from "./element.ts";

/** The part of the panel that says how the mock behaves. */
export interface SettingsForm {
  readonly dialect: HTMLElement;
  readonly switches: HTMLElement;
  show(settings: Settings): void;
}

/** Creates the form. `onChange` gets what the reader has chosen. */
export function createSettingsForm(onChange: (settings: Settings) => void): SettingsForm {
  const dialect = select(
    lists.dialects.map((name) => option(name)),
    () => change(),
  );
  const switches = lists.switches.map((entry) => {
    const control = select([], () => change());
    return { entry, control };
  });
  const change = () => {
    const chosen = switches.flatMap(({ entry: { name }, control: { value } }) => (value === "" ? [] : [[name, value]]));
    onChange({ dialect: dialect.value, switches: Object.fromEntries(chosen) });
  };
  return {
    dialect: labelled("Dialect", dialect),
    switches: element(
      "details",
      { className: "switches" },
      element("summary", {}, "Switches: how the mock differs from the dialect"),
      element("p", {}, "Dialect and switches are the same in all panels. A change keeps the resources."),
      ...switches.map(({ entry, control }) => labelled(`${entry.name}: ${entry.meaning}`, control, "switch")),
    ),
    show(settings) {
      dialect.value = settings.dialect;
      for (const { entry, control } of switches) {
        control.replaceChildren(...switchOptions(entry, settings.dialect));
        control.value = settings.switches[entry.name] ?? "";
      }
    },
  };
}

function switchOptions({ values, defaults }: SwitchEntry, dialect: string): Node[] {
  return [option("", `as the dialect: ${defaults[dialect]}`), ...values.map((value) => option(value))];
}
