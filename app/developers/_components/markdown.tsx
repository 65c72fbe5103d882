import { lexer, type Token, type Tokens } from "marked";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { CodeBlock } from "./code-block";
import { slugOf } from "./slug-of";

/** Markdown of our own as parts of a page: no HTML in it is ever believed, since none is written. */
export function Markdown({ text }: { text: string }) {
  return <div className="flex min-w-0 flex-col gap-4">{blocks(lexer(text))}</div>;
}

/** A line of Markdown inside other text: code, emphasis, links. */
export function MarkdownLine({ text }: { text: string }) {
  const [paragraph] = lexer(text);
  return <>{inline(paragraph && "tokens" in paragraph ? paragraph.tokens : undefined)}</>;
}

function blocks(tokens: readonly Token[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move.
  return tokens.map((token, n) => <Fragment key={n}>{block(token as Tokens.Generic)}</Fragment>);
}

function block(token: Tokens.Generic): ReactNode {
  switch (token.type) {
    case "heading":
      return <Heading depth={token.depth} text={token.text} tokens={token.tokens} />;
    case "paragraph":
      return <p className="max-w-[68ch] text-ink-2">{inline(token.tokens)}</p>;
    case "text":
      return inline(token.tokens) ?? token.text;
    case "code":
      return <CodeBlock code={token.text} language={token.lang ?? ""} />;
    case "list":
      return <List list={token as Tokens.List} />;
    case "table":
      return <Table table={token as Tokens.Table} />;
    default:
      return null;
  }
}

function Heading({ depth, text, tokens }: { depth: number; text: string; tokens: Token[] | undefined }) {
  const id = slugOf(text);
  if (depth === 1) return <h1 className="text-2xl font-semibold tracking-[-0.02em]">{inline(tokens)}</h1>;
  const Level = depth === 2 ? "h2" : "h3";
  return (
    <Level
      id={id}
      className={depth === 2 ? "mt-5 text-xl font-semibold tracking-[-0.01em]" : "mt-2 text-l font-semibold"}
    >
      <a href={`#${id}`} className="no-underline hover:underline hover:decoration-line-strong hover:underline-offset-4">
        {inline(tokens)}
      </a>
    </Level>
  );
}

function List({ list }: { list: Tokens.List }) {
  const isTasks = list.items.some((item) => item.task);
  const Kind = list.ordered ? "ol" : "ul";
  const look = isTasks ? "flat-list" : list.ordered ? "list-decimal pl-6" : "list-disc pl-5";
  return (
    <Kind className={`flex max-w-[68ch] flex-col gap-2 text-ink-2 marker:text-ink-3 ${look}`}>
      {list.items.map((item, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move.
        <li key={n} className={isTasks ? "flex gap-3 print:break-inside-avoid" : "pl-1"}>
          {isTasks ? (
            <span
              aria-hidden="true"
              className="mt-0.75 size-4 shrink-0 rounded-tick border border-line-field bg-surface"
            />
          ) : null}
          <span>{blocks(item.tokens.filter(({ type }) => type !== "checkbox"))}</span>
        </li>
      ))}
    </Kind>
  );
}

function Table({ table }: { table: Tokens.Table }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <div tabIndex={0} className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-s">
        <thead>
          <tr>
            {table.header.map((cell) => (
              <th
                key={cell.text}
                scope="col"
                className="border-b border-line px-3.5 py-2 text-left text-xs font-medium text-ink-3"
              >
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one text never move.
            <tr key={n} className="border-t border-line first:border-t-0 print:break-inside-avoid">
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells of one text never move.
                <td key={at} className="px-3.5 py-2.5 align-top text-ink-2 max-sm:min-w-40">
                  {inline(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: readonly Token[] | undefined): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move.
  return tokens?.map((token, n) => <Fragment key={n}>{piece(token as Tokens.Generic)}</Fragment>);
}

function piece(token: Tokens.Generic): ReactNode {
  switch (token.type) {
    case "strong":
      return <strong className="text-ink">{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "codespan":
      return (
        <code className="rounded-tick bg-sunken px-0.5 py-0.25 font-mono text-[0.92em] wrap-anywhere text-ink">
          {token.text}
        </code>
      );
    case "link":
      return (
        <Link href={token.href} className="font-medium text-accent underline underline-offset-2">
          {inline(token.tokens)}
        </Link>
      );
    case "br":
      return <br />;
    case "checkbox":
      return null;
    default:
      return token.tokens ? inline(token.tokens) : unescaped(token.text);
  }
}

/** The parser writes some characters as HTML would; React does so by itself. */
function unescaped(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
