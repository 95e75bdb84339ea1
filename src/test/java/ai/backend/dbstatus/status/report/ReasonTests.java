package ai.backend.dbstatus.status.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTests {

	@ParameterizedTest
	@CsvSource({ "CONNECTION_REFUSED,true", "HOST_NOT_FOUND,true", "CONNECT_TIMEOUT,true", "CONNECTION_LOST,true",
			"TOO_MANY_CONNECTIONS,true", "SERVER_STARTING,true", "QUERY_TIMEOUT,true", "LOCK_TIMEOUT,true",
			"AUTHENTICATION_FAILED,false", "DATABASE_NOT_FOUND,false", "PERMISSION_DENIED,false", "TLS_FAILED,false",
			"CONFIG_INVALID,false", "DATABASE_URL_INVALID,false", "DATABASE_UNSUPPORTED,false" })
	void whatPassesByItselfIsWorthAskingAgain(Reason reason, boolean retryable) {
		assertThat(reason.isRetryable()).isEqualTo(retryable);
	}

}
