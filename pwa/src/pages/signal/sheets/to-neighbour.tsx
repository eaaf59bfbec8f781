import { type ReadyQuestion, readyQuestions, type Sentence } from '@bijspringen/contracts/signals/values.ts';
import type { SignalView } from '@bijspringen/contracts/signals/views.ts';
import * as lists from '../../../i18n/work-lists.nl.ts';
import { sheetWords } from '../../../i18n/work-signal.nl.ts';
import { Note, Writing } from '../../../ui/work-notes.tsx';
import { Picks } from '../../../ui/work-picks.tsx';
import { FormOf, picked, type SheetParts, text } from '../sheet-parts.tsx';

const HOW = { ready: '', own: '' } as const;

function questionsFor(kind: SignalView['kind']): ReadyQuestion[] {
  const all = Object.keys(readyQuestions) as ReadyQuestion[];
  return all.filter((each) => (readyQuestions[each].kinds as readonly string[]).includes(kind));
}

/** What arrives on the neighbour's phone: the question, and the answers that she can tap. */
function Preview({ ready, language }: { ready: ReadyQuestion; language: SignalView['language'] }) {
  return (
    <Note readers="neighbour">
      <p>{lists.questions[ready]}</p>
      <p class="preview-answers">
        <span class="only-heard">{sheetWords.question.answers}</span>
        {readyQuestions[ready].answers.map((answer) => (
          <span class="chip" key={answer}>
            {lists.answerInWords(ready, answer)}
          </span>
        ))}
      </p>
      {language !== 'nl' && <p>{sheetWords.question.language(lists.languages[language])}</p>}
    </Note>
  );
}

function How({
  name,
  ready,
  own,
  value,
  onPick,
}: {
  name: string;
  ready: string;
  own: string;
  value: 'ready' | 'own';
  onPick: (how: string) => void;
}) {
  return (
    <Picks
      name={name}
      legend={sheetWords.question.how}
      isLegendHeard
      look="low"
      options={[
        { value: 'ready', label: ready },
        { value: 'own', label: own },
      ]}
      value={value}
      onPick={onPick}
    />
  );
}

/** A question that stands ready in every language, or own words. */
export function QuestionSheet(parts: SheetParts) {
  const { model, view } = parts;
  const draft = model.draft('question').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('question', { [field]: value });
  const how = picked(draft, 'how', HOW) ?? 'ready';
  const ready = picked(draft, 'ready', lists.questions);
  const words = sheetWords.question;
  return (
    <FormOf parts={parts} name="question" title={words.title} save={words.save}>
      <How name="how" ready={words.ready} own={words.own} value={how} onPick={change('how')} />
      {how === 'ready' ? (
        <>
          <Picks
            name="ready"
            legend={words.ready}
            isLegendHeard
            look="list"
            options={questionsFor(view.kind).map((value) => ({ value, label: lists.questions[value] }))}
            value={ready}
            onPick={change('ready')}
            error={errors.ready}
          />
          {ready !== null && <Preview ready={ready} language={view.language} />}
        </>
      ) : (
        <Writing
          label={words.ownLabel}
          readers="neighbour"
          hint={view.language === 'nl' ? '' : words.ownLanguage(lists.languages[view.language])}
          rows={3}
          isRequired
          value={text(draft, 'text')}
          onInput={change('text')}
          error={errors.text}
        />
      )}
    </FormOf>
  );
}

const SENTENCES: readonly Sentence[] = [
  'contact-made',
  'contact-tried',
  'nothing-we-could-do',
  'neighbour-contact',
  'advice',
  'only-what-you-saw',
];
const WISH_SENTENCES: readonly Sentence[] = [
  'contact-made',
  'contact-tried',
  'wish-kept',
  'neighbour-contact',
  'advice',
];

/** A fixed sentence, so that nothing about the person slips out; or own words, marked for who reads them. */
export function FeedbackSheet(parts: SheetParts) {
  const { model, view } = parts;
  const draft = model.draft('feedback').value;
  const errors = model.fieldErrors.value;
  const change = (field: string) => (value: string) => model.change('feedback', { [field]: value });
  const how = picked(draft, 'how', HOW) ?? 'ready';
  const fixed = view.kind === 'wish' || view.kind === 'offer' ? WISH_SENTENCES : SENTENCES;
  const words = sheetWords.feedback;
  return (
    <FormOf parts={parts} name="feedback" title={words.title} save={words.save}>
      <How name="how" ready={words.fixed} own={words.own} value={how} onPick={change('how')} />
      {how === 'ready' ? (
        <Picks
          name="sentence"
          legend={words.fixed}
          isLegendHeard
          look="list"
          options={fixed.map((value) => ({ value, label: lists.sentences[value] }))}
          value={picked(draft, 'sentence', lists.sentences)}
          onPick={change('sentence')}
          error={errors.sentence}
        />
      ) : (
        <Writing
          label={words.ownLabel}
          readers="neighbour"
          hint={words.ownHint}
          rows={3}
          isRequired
          value={text(draft, 'text')}
          onInput={change('text')}
          error={errors.text}
        />
      )}
    </FormOf>
  );
}
