package ai.backend.dbstatus.settings;

import java.time.Duration;

import ai.backend.dbstatus.journal.JdbcChangeJournal;
import ai.backend.dbstatus.journal.JournalSettings;
import ai.backend.dbstatus.settings.DbStatusProperties.JournalProperties;
import ai.backend.dbstatus.status.change.ChangeJournal;
import ai.backend.dbstatus.status.change.ChangeMemory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Wires the memory of changes, and the journal where there is one.
 */
@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

	/** So long a start waits for what the journal knows: then the first checks go on from it. */
	private static final Duration PATIENCE = Duration.ofSeconds(3);

	@Bean
	ChangeJournal changeJournal(DbStatusProperties properties) {
		JournalProperties journal = properties.journal();
		String url = journal.url();
		if (!StringUtils.hasText(url)) {
			return ChangeJournal.NONE;
		}
		if (!JournalSettings.isSupported(url)) {
			throw new InvalidSettingException("A journal cannot be kept at the URL of 'db-status.journal.url'.",
					"Set it to a JDBC URL of PostgreSQL or SQLite: jdbc:postgresql://HOST/DATABASE or jdbc:sqlite:FILE.");
		}
		return new JdbcChangeJournal(new JournalSettings(url, text(journal.username()), text(journal.password()),
				Bounds.positive("journal.retention", journal.retention())));
	}

	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

	@Bean
	ChangeMemory changeMemory(ChangeJournal journal) throws InterruptedException {
		ChangeMemory memory = new ChangeMemory(journal);
		if (journal instanceof JdbcChangeJournal kept) {
			kept.open(memory::restore, PATIENCE);
		}
		return memory;
	}

}
