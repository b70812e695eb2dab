import { PlainText, textFault } from '@huiyin/platform';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, ValidateBy } from 'class-validator';
import { Transform } from 'class-transformer';

/** A name of at most 100 characters in each language. */
export class LocalisedTextDto {
  @PlainText({ max: 100 })
  'zh-CN': string;

  @PlainText({ max: 100 })
  en: string;

  @PlainText({ max: 100 })
  ru: string;
}

const MAX_EXAMPLES = 20;
const EXAMPLE = { max: 200 };

const Examples = (): PropertyDecorator => (target, key) => {
  ApiProperty({
    type: [String],
    maxItems: MAX_EXAMPLES,
    description: 'One example a line, 1 to 200 characters.',
  })(target, key);
  Transform(({ value }: { value: unknown }) =>
    Array.isArray(value)
      ? value.map((item: unknown) =>
          typeof item === 'string' && item.isWellFormed() ? item.normalize('NFC').trim() : item,
        )
      : value,
  )(target, key);
  IsArray()(target, key);
  ArrayMaxSize(MAX_EXAMPLES)(target, key);
  ValidateBy(
    {
      name: 'plainText',
      validator: {
        validate: (item: unknown) => textFault(item, EXAMPLE) === null,
        defaultMessage: () => 'each item of $property must be one line of 1 to 200 characters',
      },
    },
    { each: true },
  )(target, key);
};

/** Examples in each language. */
export class LocalisedExamplesDto {
  @Examples()
  'zh-CN': string[];

  @Examples()
  en: string[];

  @Examples()
  ru: string[];
}
