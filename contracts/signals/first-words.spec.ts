import { describe, expect, it } from 'vitest';
import { firstWords } from './first-words.ts';

describe('the first words of a message', () => {
  it.each([
    ['a short message whole', 'lamp kapot bij trap b', 'lamp kapot bij trap b'],
    [
      'eight words, and says that there is more',
      'een twee drie vier vijf zes zeven acht negen',
      'een twee drie vier vijf zes zeven acht…',
    ],
    [
      'exactly eight words as they are',
      'een twee drie vier vijf zes zeven acht',
      'een twee drie vier vijf zes zeven acht',
    ],
    [
      'no more than sixty characters, cut after a word',
      `${'a'.repeat(30)} ${'b'.repeat(28)} ${'c'.repeat(9)}`,
      `${'a'.repeat(30)} ${'b'.repeat(28)}…`,
    ],
    ['the beginning of one endless word', 'a'.repeat(500), `${'a'.repeat(60)}…`],
    ['one line where several were typed', 'hoi\n\n  daar\tbuur', 'hoi daar buur'],
    ['a face as one character', '😀'.repeat(70), `${'😀'.repeat(60)}…`],
    ['Arabic as it was written', 'جارتي وحيدة جدا', 'جارتي وحيدة جدا'],
    ['nothing of white space only', ' \n ', ''],
    [
      'no full stop before the three dots',
      'een lange man praat hard tegen de vriezer. klanten schrikken. verder doet hij niks',
      'een lange man praat hard tegen de vriezer…',
    ],
    [
      'the whole first sentence, without the first word of the next',
      'Man slaapt in het portiek, tweede nacht. Het vriest.',
      'Man slaapt in het portiek, tweede nacht…',
    ],
    [
      'more than a greeting',
      'Hallo buren. Ik wil graag leren schaken met iemand uit de buurt',
      'Hallo buren. Ik wil graag leren schaken met…',
    ],
    [
      'the last mark of a message that is whole',
      'Er was een mes. Ik ben bang.',
      'Er was een mes. Ik ben bang.',
    ],
  ])('are %s', (_title, text, expected) => {
    expect(firstWords(text)).toBe(expected);
  });
});
