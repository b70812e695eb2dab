import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Whether the database has every migration that this program knows. */
@Injectable()
export class SchemaState {
  constructor(private readonly dataSource: DataSource) {}

  async isCurrent(): Promise<boolean> {
    return !(await this.dataSource.showMigrations());
  }
}
