import { type ArchiveEntry, zip } from './archive.ts';
import { concat } from './bytes.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A PDF 1.4 document with one page and one line of text (ISO 32000-1 section 7.5). */
export function pdf(): Uint8Array {
  const stream = 'BT /F1 24 Tf 72 720 Td (Standin) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const [i, object] of objects.entries()) {
    table += `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
  }
  return concat(
    `${text}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

/** A workbook with one sheet and one cell (ECMA-376 part 1 section 12). */
export function xlsx(): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip([
    ...officePackage('xl/workbook.xml', [
      ['xl/workbook.xml', `${kind}.sheet.main+xml`],
      ['xl/worksheets/sheet1.xml', `${kind}.worksheet+xml`],
    ]),
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationships('worksheet', 'worksheets/sheet1.xml')],
    [
      'xl/worksheets/sheet1.xml',
      `${XML}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Standin</t></is></c></row></sheetData></worksheet>`,
    ],
  ]);
}

/** A text document with one paragraph (ECMA-376 part 1 section 11). */
export function docx(): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const kind = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zip([
    ...officePackage('word/document.xml', [['word/document.xml', kind]]),
    [
      'word/document.xml',
      `${XML}<w:document xmlns:w="${main}"><w:body><w:p><w:r><w:t>Standin</w:t></w:r></w:p></w:body></w:document>`,
    ],
  ]);
}

function officePackage(
  main: string,
  parts: ReadonlyArray<readonly [path: string, type: string]>,
): ArchiveEntry[] {
  const overrides = parts
    .map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`)
    .join('');
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides}</Types>`,
    ],
    ['_rels/.rels', relationships('officeDocument', main)],
  ];
}

function relationships(type: string, target: string): string {
  return `${XML}<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
}
