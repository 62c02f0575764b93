declare module 'eld/small' {
  export const eld: { detect(text: string): { language: string; isReliable(): boolean } };
}
