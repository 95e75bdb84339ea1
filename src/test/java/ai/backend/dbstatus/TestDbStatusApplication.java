package ai.backend.dbstatus;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.testsupport.SampleDatabases;

import org.springframework.boot.SpringApplication;

/**
 * Starts the service for a first look: on an embedded PostgreSQL, with the sample components below
 * {@code src/test/resources/samples}, in every status.
 */
public final class TestDbStatusApplication {

	private TestDbStatusApplication() {
	}

	static void main(String[] args) {
		// Before the user's own arguments, so that these overrule the samples'.
		List<String> arguments = new ArrayList<>();
		SampleDatabases.start().properties().forEach((key, value) -> arguments.add("--" + key + "=" + value));
		arguments.addAll(List.of(args));
		SpringApplication.from(DbStatusApplication::main).run(arguments.toArray(String[]::new));
	}

}
