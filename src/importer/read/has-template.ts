import { CST, Lexer } from 'yaml';

/** Whether a text has `{{` outside of texts and comments, as templates of Helm and others do. */
export function hasTemplate(text: string): boolean {
  if (!text.includes('{{')) return false;
  let isScalar = false;
  let isOpen = false;
  for (const source of new Lexer().lex(text)) {
    const type: CST.TokenType | null = isScalar ? null : CST.tokenType(source);
    if (type === 'flow-map-start' && isOpen) return true;
    isOpen = type === 'flow-map-start';
    isScalar = type === 'scalar';
  }
  return false;
}
