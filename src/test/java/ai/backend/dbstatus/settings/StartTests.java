package ai.backend.dbstatus.settings;

import ai.backend.dbstatus.DbStatusApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@Test
	void aWrongSettingEndsTheStartWithADescriptionAndAnAction(CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(DbStatusApplication.class, "--server.port=0",
				"--db-status.default-component=nobody"));
		assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The default component 'nobody' is not configured.")
				.contains("Set 'db-status.default-component' to one of manager, accountmgr, appproxy");
	}

}
