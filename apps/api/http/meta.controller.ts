import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { MINIMUM_PASSWORD_LENGTH } from '@huiyin/identity';
import { Allow, LOCALES, Settings, type Locale, type Mode } from '@huiyin/platform';

export class MetaDto {
  @ApiProperty({ enum: ['demo', 'production'] }) mode: Mode;
  @ApiProperty({ enum: LOCALES, isArray: true }) locales: Locale[];
  @ApiProperty() minimumPasswordLength: number;
}

/** What a page must know before anybody has signed in. */
@ApiTags('meta')
@Controller('meta')
export class MetaController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Allow('anyone')
  @ApiOkResponse({ type: MetaDto })
  meta(): MetaDto {
    return {
      mode: this.settings.mode,
      locales: [...LOCALES],
      minimumPasswordLength: MINIMUM_PASSWORD_LENGTH,
    };
  }
}
