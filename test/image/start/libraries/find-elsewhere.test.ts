import { findElsewhere } from '../../../../src/image/start/libraries/find-elsewhere';
import { elfFile } from '../../facts/elf-file';
import { link } from '../fake-files';
import { library } from '../systems';
