/**
 * A short list of words that ask for a human at once. It runs on the phone, before sending, to offer the right number,
 * and on the server, to mark a message "lees eerst" with its reason. It never blocks, scores or routes by itself.
 * [NC] The list was made from the demo texts and domain.md 2; test it with 113, Veilig Thuis and the Kindertelefoon.
 */
import type { ReadFirst } from './values.ts';

export type WarningReason = Extract<ReadFirst, `words-${string}`>;

/** Which help route belongs to a reason. */
export const warningRoute: Record<WarningReason, 'suicide' | 'children' | 'unsafe-home' | 'emergency'> = {
  'words-suicide': 'suicide',
  'words-child': 'children',
  'words-violence': 'unsafe-home',
  'words-emergency': 'emergency',
};

/** Matched on lower-case text without any mark (Arabic hamza and vowels too), with what is no letter or digit as one space. */
const patterns: Record<WarningReason, RegExp[]> = {
  'words-suicide': [
    / (zelfmoord|zelfdoding|suicid\w*|intihar\w*|dood (wil|wilt|willen|wilde|wou)|wil dood|wilt dood) /,
    / (wil|wilt|willen|wilde|wou) ni?et? meer leven /,
    / ni?et? meer (leven (wil|wilt|willen|wilde|wou)|(wil|wilt|willen|wilde|wou) leven) /,
    / (hoef|hoeft|hoefde) (het|t|ut|dat) (voor (mij|me|hem|haar) )?niet meer /,
    / voor (mij|me|hem|haar) (hoef|hoeft|hoefde) (het|t|ut) niet meer /,
    / (einde? (aan )?maken|eind aan (zijn|haar|mijn|mn|z n) leven|zichzelf iets aan|mezelf iets aan) /,
    / (kill (myself|himself|herself)|want(s)? to die|end (my|his|her) life|olmek istiyor(um)?|kendini oldur\w*) /,
    /(انتحار|اموت|(يريد|تريد) ان (يموت|تموت)|(اريد|يريد|تريد) الموت|قتل نفس)/,
  ],
  'words-child': [
    / (mijn|mn|m n) (moeder|vader|mama|papa|stiefvader|stiefmoeder) (is boos|slaat|schreeuwt|doet)/,
    / (ik ben bang (van|voor) (mijn|mn) (moeder|vader|mama|papa)) /,
    / (moeder|vader|mama|papa) .{0,40} ik ben bang /,
    / (kind|kindje|baby|peuter|kleuter)(eren|jes|s)? .{0,30}(alleen thuis|alleen gelaten|geslagen|slaat|mishandel\w*|huilt de hele) /,
    / (slaat|mishandel\w*|schopt) .{0,20}(kind|kinderen|baby|dochter|zoon|zoontje|dochtertje) /,
    / (my (mother|father|mom|dad) (hits|beats|is angry)|(annem|babam) (beni )?(dov|vur)\w*|(annem|babam) .{0,20}korkuyorum|cocu\w* dov\w*) /,
    /(امي|ابي|والدي|والدتي) .{0,20}(يضرب|تضرب|خايف|خائف|اخاف)/,
    /(اخاف من (امي|ابي|والدي|والدتي)|(يضرب|تضرب) .{0,20}(طفل|اطفال|ابنه|ابنته|ابنها|ابنتها))/,
  ],
  'words-violence': [
    / (mishandel\w*|huiselijk geweld|slaat (haar|hem|zijn|d r)|wordt geslagen|bedreigt? (haar|hem|mij|me)|verkracht\w*) /,
    / (geschreeuw en (gebonk|gegil)|gegil en gebonk|hoor (haar|hem) gillen) /,
    / (hits (her|him)|beats (her|him)|domestic violence|dovuyor|vuruyor|siddet\w*) /,
    /(يضرب|تضرب|عنف)/,
  ],
  'words-emergency': [
    / (mes|wapen|pistool|bewusteloos|ademt niet|niet bij bewustzijn|reageert niet|brand|gaslucht|ruik gas|bloedt|overdosis) /,
    / (knife|gun|unconscious|not breathing|bleeding|bica[kg]\w*|silah\w*|yangin\w*|bayildi) /,
    /(سكين|سلاح|حريق|نزيف|ينزف|تنزف|لا (يتنفس|تتنفس)|فاقد)/,
  ],
};

function normalise(text: string): string {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i');
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** The reasons whose words stand in `text`; an empty list when none do. */
export function warningWords(text: string): WarningReason[] {
  const plain = normalise(text);
  const reasons = Object.keys(patterns) as WarningReason[];
  return reasons.filter((reason) => patterns[reason].some((pattern) => pattern.test(plain)));
}
