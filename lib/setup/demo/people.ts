/** Who takes part in the programme of the demonstration: the same people each time. */

const FIRST_NAMES = [
  ...["Emma", "Oliver", "Amelia", "George", "Isla", "Noah", "Ava", "Arthur", "Mia", "Leo", "Lily", "Theo"],
  ...["Grace", "Oscar", "Freya", "Harry", "Ella", "Jack", "Ruby", "Finn"],
] as const;
const LAST_NAMES = [
  ...["Clarke", "Hughes", "Patel", "Novak", "Rossi", "Silva", "Baker", "Fischer", "Dubois", "Kowalski"],
  ...["Larsen", "Murphy", "Okafor", "Tanaka", "Weber"],
] as const;
const CITIES = ["London", "Leeds", "Bristol", "Glasgow", "Cardiff", "Belfast"] as const;

export type Person = {
  number: number;
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  loyaltyCardNumber: string;
  birthDate: string;
  city: string;
};

export function peopleOf(count: number): Person[] {
  return Array.from({ length: count }, (_, number) => {
    const firstName = pick(FIRST_NAMES, number);
    const lastName = pick(LAST_NAMES, number * 7 + Math.floor(number / FIRST_NAMES.length));
    const two = (value: number) => String(value).padStart(2, "0");
    return {
      number,
      firstName,
      lastName,
      email: `${firstName}.${lastName}.${number + 1}@example.com`.toLowerCase(),
      phone: `+447700900${String(100 + number)}`,
      loyaltyCardNumber: `60421800${two(number + 1)}`,
      birthDate: `${1955 + ((number * 11) % 50)}-${two(1 + ((number * 5) % 12))}-${two(1 + ((number * 3) % 28))}`,
      city: pick(CITIES, number),
    };
  });
}

export function pick<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error("There is nothing to pick from.");
  return found;
}

/** The same numbers from 0 to 1 each time, as if by chance. */
export function chanceOf(seed: number): () => number {
  // Mixed first: numbers beside each other would begin with chances beside each other.
  const spread = Math.imul(seed, 2_654_435_761);
  let state = Math.imul(spread ^ (spread >>> 15), 2_246_822_519) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
