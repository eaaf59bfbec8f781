import { describe, expect, it } from 'vitest';
import { warningWords } from './warning-words.ts';

describe('the short list of warning words', () => {
  it.each([
    ['hij zei "voor mij hoeft t niet meer" bij de lift', ['words-suicide']],
    ['Ik wil niet meer leven', ['words-suicide']],
    ['hij zegt dat hij niet meer wil leven', ['words-suicide']],
    ['ze zei dat ze niet meer leven wil', ['words-suicide']],
    ['she says she wants to die', ['words-suicide']],
    ['olmek istiyorum', ['words-suicide']],
    ['mijn moeder is boos en ik ben bang', ['words-child']],
    ['de buurman slaat zijn kind', ['words-child', 'words-violence']],
    ['geschreeuw en gebonk boven, nu stil', ['words-violence']],
    ['ze heeft een mes', ['words-emergency']],
    ['ben bang, ik ruik gas!', ['words-emergency']],
    ['هناك حريق في المبنى', ['words-emergency']],
    ['he is suicidal', ['words-suicide']],
    ['my father hits me', ['words-child']],
    ['domestic violence next door', ['words-violence']],
    ['he has a knife', ['words-emergency']],
    ['İntihar etmek istiyor', ['words-suicide']],
    ['annem kızgın, korkuyorum', ['words-child']],
    ['komşum karısını dövüyor', ['words-violence']],
    ['elinde bıçağı var', ['words-emergency']],
    ['أريد أن أموت', ['words-suicide']],
    ['أُرِيدُ أَنْ أَمُوتَ', ['words-suicide']],
    ['أخاف من أمي', ['words-child']],
    ['يوجد عنف في البيت', ['words-violence']],
  ])('sees a reason in: %s', (text, reasons) => {
    expect(warningWords(text)).toEqual(reasons);
  });

  it.each([
    'hond blaft hele dag bij 31 en ik hoor hem roepe',
    'ik kan goed koken . surinaams',
    'meneer is 3 dgn niet bij de koffie geweest',
    'de brandweer was er vorige week',
    'ik bloed niet, ik wil schaken',
    'mijn kind zoekt huiswerkhulp',
    'messing knoppen poetsen',
    'I would like to play chess',
    'komşum çok yalnız, kapıyı açmıyor',
    'جارتي وحيدة جدا ولا تفتح الباب',
    'أريد أن أتعلم الطبخ مع أمي',
  ])('sees none in: %s', (text) => {
    expect(warningWords(text)).toEqual([]);
  });
});
