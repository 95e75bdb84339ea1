package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.status.report.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemsTests {

	@ParameterizedTest
	@EnumSource
	void everyFailureOfADatabaseIsAReasonOfAnErrorUnderItsOwnName(DatabaseFailure failure) {
		assertThat(Problems.reason(failure)).hasToString(failure.name());
		assertThat(Problems.reason(failure).status()).isEqualTo(Status.ERROR);
	}

}
