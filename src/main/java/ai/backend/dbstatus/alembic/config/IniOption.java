package ai.backend.dbstatus.alembic.config;

import org.jspecify.annotations.Nullable;

/**
 * An option of an ini file as it is written there.
 *
 * @param key its name in lower case
 * @param value its value, references not yet replaced
 * @param line the line in which it begins, counted from 1; {@code null} if no file has it
 */
record IniOption(String key, String value, @Nullable Integer line) {}
