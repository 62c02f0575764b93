import { parseFeed } from 'feedsmith';
import { adaptFeed } from './adapt-feed.ts';
import { checkShape, RefusedDocumentError, SHAPE_LIMITS } from './check-shape.ts';
import type { FeedDocument } from './feed-item.ts';

/** Reads RSS, Atom, RDF or JSON Feed. Throws a RefusedDocumentError with a plain sentence for everything else. */
export function readFeed(text: string): FeedDocument {
  const start = text.trimStart().slice(0, 500);
  const content = start.startsWith('<') ? modernise(checkShape(withoutDoctype(text))) : text;
  try {
    const parsed = parseFeed(content, { maxItems: SHAPE_LIMITS.items });
    return adaptFeed(parsed);
  } catch (error) {
    if (error instanceof RefusedDocumentError) throw error;
    throw new RefusedDocumentError(sayNotFeed(start));
  }
}

/** A document type only declares entities and files to fetch: neither is wanted, and the parser refuses some of them. */
function withoutDoctype(xml: string): string {
  const start = /<!doctype\s/i.exec(xml.slice(0, 10_000))?.index;
  if (start === undefined) return xml;
  const close = xml.indexOf('>', start);
  const subset = xml.indexOf('[', start);
  const end = subset >= 0 && subset < close ? xml.indexOf(']>', subset) + 2 : close + 1;
  return end > start ? xml.slice(0, start) + xml.slice(end) : xml;
}

/** Atom 0.3 said with an attribute of its own that a text is in base64; Atom 1.0 says it with a type. */
const modernise = (xml: string) =>
  xml.replace(/<(title|summary|content)\s[^<>]*\bmode=["']base64["'][^<>]*>/gi, '<$1 type="application/octet-stream">');

function sayNotFeed(start: string): string {
  if (start === '') return 'the document is empty';
  if (/^<!doctype html|^<html/i.test(start)) return 'the address leads to a web page, not to a feed';
  return 'the document is no RSS, Atom, RDF or JSON Feed, or is broken';
}
