package ai.backend.dbstatus.settings;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceAddressTests {

	@Test
	void anAddressOfThisMachineIsLocalhost() {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8080");
		assertThat(ServiceAddress.of(environment)).isEqualTo("http://localhost:8080/");
		for (String address : new String[]{ "127.0.0.1", "0.0.0.0", "::1" }) {
			assertThat(ServiceAddress.of(environment.withProperty("server.address", address)))
					.isEqualTo("http://localhost:8080/");
		}
	}

	@Test
	void anotherAddressIsAsItIs() {
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8443")
				.withProperty("server.address", "10.0.0.7")
				.withProperty("server.ssl.bundle", "web")
				.withProperty("server.servlet.context-path", "/db");
		assertThat(ServiceAddress.of(environment)).isEqualTo("https://10.0.0.7:8443/db/");
		assertThat(ServiceAddress.of(environment.withProperty("server.address", "fd00::7")))
				.isEqualTo("https://[fd00::7]:8443/db/");
	}

}
