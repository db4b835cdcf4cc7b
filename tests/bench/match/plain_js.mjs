// The scoring of shared/match once more, as carefully as JavaScript allows: the same columns as typed arrays, a table
// for each dictionary, one pass with whole numbers, the same points for every offer (match.mjs checks each of them).
// It begins where rank() begins, with the person prepared, and ends where it ends.

import { NONE } from "./pack.mjs";

const NEUTRAL = { occupation: 150, skills: 50 };
const MOST_POINTS = 1000;
const SKILL_WEIGHTS = Uint32Array.of(3, 6, 2, 4, 1, 2);
const CLOSED = 256;
const points = (share, maximum) => Math.floor((share * maximum + 500) / 1000);

// --- distance_m of shared/taxonomy/places.cpp ------------------------------------------------------------------------

function cosine_q30(half_units) {
  const one = 1n << 30n;
  const angle = (BigInt(half_units) * 196506604n) >> 21n;
  const square = (angle * angle) >> 30n;
  let cosine = one;
  for (const divisor of [132n, 90n, 56n, 30n, 12n, 2n]) cosine = one - ((square * cosine) >> 30n) / divisor;
  return Number(cosine < 0n ? 0n : cosine);
}
// Places share latitudes, and big integers are slow.
const cosines = new Map();
function distance(latitude, longitude, other_latitude, other_longitude) {
  const sum = latitude + other_latitude;
  let cosine = cosines.get(sum);
  if (cosine === undefined) cosines.set(sum, (cosine = cosine_q30(sum)));
  const y = Math.abs(latitude - other_latitude) * 16;
  const east = Math.abs(longitude - other_longitude);
  // (east * cosine) >> 26 in two halves, since the product passes what a double holds exactly.
  const high = Math.floor(cosine / 32768);
  const x = Math.floor((east * high + Math.floor((east * (cosine % 32768)) / 32768)) / 2048);
  const units = Math.floor(Math.sqrt(x * x + y * y)); // exact: squares of a region stay below 2^53
  return Math.floor((units * 1165965 + 8388608) / 16777216);
}

function place_share(metres, radius_km) {
  const radius = radius_km * 1000;
  if (2 * metres <= radius) return 1000;
  if (metres <= radius) return 1000 - Math.floor((400 * (2 * metres - radius)) / radius);
  return metres < 2 * radius ? Math.floor((300 * (2 * radius - metres)) / radius) : 0;
}

// --- tables ----------------------------------------------------------------------------------------------------------

function level_share(spoken, asked) {
  if (spoken === 0) return asked === 0 ? 1000 : 0;
  const steps = asked - spoken;
  return steps <= 0 ? 1000 : steps > 2 ? 0 : 1000 - 350 * steps;
}

function terms_share(terms, contracts, times) {
  const one = (value, wished) => (value === 0 || wished === 0 ? 500 : (wished >> value) & 1 ? 1000 : 0);
  return Math.floor((one(Math.floor(terms / 3), contracts) + one(terms % 3, times)) / 2);
}

function pay_share(offered, least) {
  if (offered >= least) return 1000;
  const short = Math.floor((1000 * (least - offered)) / least);
  return short >= 200 ? 0 : 1000 - 5 * short;
}

function skill_table(person, columns, maximum) {
  const { skill_starts, skill_indices, skill_kinds } = columns;
  const credits = person.skill_credit;
  const sets = skill_starts.length - 1;
  const table = new Uint16Array(sets);
  table[0] = points(NEUTRAL.skills, maximum);
  if (!person.knows_skills) return table.fill(table[0]);
  for (let set = 1, at = 0; set < sets; ++set) {
    let credit = 0;
    let weight = 0;
    for (const end = skill_starts[set + 1]; at < end; ++at) {
      const one = SKILL_WEIGHTS[skill_kinds[at]];
      weight += one;
      credit += one * credits[skill_indices[at]];
    }
    if (credit !== 0) table[set] = points(((credit * 10) / weight) | 0, maximum);
  }
  return table;
}

function language_table(person, columns, maximum) {
  const { language_starts, language_codes, language_kinds } = columns;
  const sets = language_starts.length - 1;
  const table = new Uint16Array(sets).fill(points(500, maximum));
  if (person.languages.length === 0) return table;
  const levels = new Map(person.languages);
  for (let set = 0; set < sets; ++set) {
    let sum = 0;
    let weights = 0;
    for (let at = language_starts[set]; at < language_starts[set + 1]; ++at) {
      const kind = language_kinds[at];
      const weight = 1 + (kind & 1);
      sum += weight * level_share(levels.get(language_codes[at]) ?? 0, kind >> 1);
      weights += weight;
    }
    if (weights !== 0) table[set] = points(Math.floor(sum / weights), maximum);
  }
  return table;
}

function place_table(person, columns, maximum) {
  const { known, latitudes, longitudes } = columns;
  const table = new Uint16Array(known.length);
  const [latitude, longitude] = person.home;
  for (let place = 0; place < known.length; ++place) {
    const share = known[place]
      ? place_share(distance(latitude, longitude, latitudes[place], longitudes[place]), person.radius_km || 30)
      : 500;
    table[place] = points(share, maximum);
  }
  return table;
}

function studies_share(reached, asked) {
  if (asked === 0) return 1000;
  if (asked === 7 || reached === 255) return 500;
  const steps = asked - reached;
  return steps <= 0 ? 1000 : steps === 1 ? 500 : steps === 2 ? 200 : 0;
}

// --- ranking ---------------------------------------------------------------------------------------------------------

// Typed, once for each person, as the engine's own MatchPerson is.
export function prepare(described) {
  return {
    ...described,
    occupation_share: Uint16Array.from(described.occupation_share),
    experience_months: Uint16Array.from(described.experience_months),
    skill_credit: Uint8Array.from(described.skill_credit),
  };
}

export function score(person, columns, maximum, totals, removed) {
  const [m_occupation, m_skills, m_experience, m_languages, m_studies, m_place, m_terms, m_licences, m_availability, m_pay] = maximum;
  const { occupation, skill_set, language_set, place, terms, studies, experience, licences, start, closing, pay } = columns;
  const occupation_neutral = points(NEUTRAL.occupation, m_occupation);
  const occupations = Uint16Array.from(person.occupation_share, (share) => (person.knows_occupations ? points(share, m_occupation) : occupation_neutral));
  const months = person.experience_months;
  const skills = skill_table(person, columns, m_skills);
  const languages = language_table(person, columns, m_languages);
  const places = place_table(person, columns, m_place);
  const terms_points = Uint16Array.from({ length: 18 }, (_, at) => points(terms_share(at, person.contracts, person.working_times), m_terms));
  const studies_points = Uint16Array.from({ length: 8 }, (_, asked) => points(studies_share(person.studies, asked), m_studies));
  const least = person.least_pay_eur;
  const pay_points = Uint16Array.from({ length: least + 1 }, (_, offered) => points(offered === 0 || least === 0 ? 500 : pay_share(offered, least), m_pay));
  const experience_neutral = points(500, m_experience);
  const licences_neutral = points(500, m_licences);
  const availability_neutral = points(500, m_availability);
  const late = [points(1000, m_availability), points(600, m_availability), points(300, m_availability)];
  const held = person.licences;
  const lacking = ~held;
  const { available_from, today, knows_experience } = person;
  for (let offer = 0; offer < totals.length; ++offer) {
    const own = occupation[offer];
    let sum = own === NONE ? occupation_neutral : occupations[own];
    sum += skills[skill_set[offer]] + languages[language_set[offer]] + places[place[offer]];
    sum += terms_points[terms[offer]] + studies_points[studies[offer]];

    const asked = experience[offer];
    if (asked === 0) sum += m_experience;
    else if (asked === NONE || own === NONE || !knows_experience) sum += experience_neutral;
    else {
      const had = months[own];
      if (had >= asked) sum += m_experience;
      else if (had !== 0) sum += points(((1000 * had) / asked) | 0, m_experience);
    }

    const wanted = licences[offer];
    if (wanted === 0 || held === 0) sum += licences_neutral;
    else if ((wanted & lacking) === 0) sum += m_licences;

    const first = start[offer];
    if (first === NONE) sum += availability_neutral;
    else {
      const days = available_from - (first > today ? first : today);
      if (days <= 0) sum += late[0];
      else if (days <= 31) sum += late[1];
      else if (days <= 92) sum += late[2];
    }

    const offered = pay[offer];
    sum += pay_points[offered > least ? least : offered];
    totals[offer] = sum;
    const last = closing[offer];
    removed[offer] = last !== NONE && last < today ? CLOSED : 0;
  }
}

// lots: by pack, what decides between equal points. Answers [pack, offer, points], best first.
export function rank(person, packs, maximum, lots, limit) {
  const kept_at = new Uint32Array(MOST_POINTS + 1);
  const combinations = new Uint32Array(512);
  const scored = packs.map((columns) => {
    const totals = new Uint16Array(columns.size);
    const removed = new Uint16Array(columns.size);
    score(person, columns, maximum, totals, removed);
    for (let offer = 0; offer < totals.length; ++offer) {
      ++combinations[removed[offer]];
      if (removed[offer] === 0) ++kept_at[totals[offer]];
    }
    return { totals, removed };
  });
  let bar = MOST_POINTS;
  for (let above = kept_at[bar]; above < limit && bar > 0; ) above += kept_at[--bar];
  const best = [];
  scored.forEach(({ totals, removed }, pack) => {
    for (let offer = 0; offer < totals.length; ++offer)
      if (totals[offer] >= bar && removed[offer] === 0) best.push([pack, offer, totals[offer]]);
  });
  best.sort((a, b) => b[2] - a[2] || lots[a[0]][a[1]] - lots[b[0]][b[1]]);
  return best.slice(0, limit);
}
