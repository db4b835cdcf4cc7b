// The one Trusted Types policy, "passerelle" (the content security policy allows no other).
// HTML comes from the core's renderer only, which escapes by construction (shared/html); scripts only from our own
// addresses, whose names carry their hash.

interface Policy {
  createHTML(text: string): string;
  createScriptURL(address: string): string;
}

const rules: Policy = {
  createHTML: (text) => text,
  createScriptURL: (address) => {
    if (!/^\/(assets\/[\w.-]+|sw)\.js$/.test(address)) throw new TypeError(address);
    return address;
  },
};

// Browsers without Trusted Types take the texts as they are. The types of the DOM still say "string" for both.
const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
export const trusted: Policy = factory?.createPolicy("passerelle", rules) ?? rules;
