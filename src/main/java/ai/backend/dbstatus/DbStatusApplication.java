package ai.backend.dbstatus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service.
 */
@SpringBootApplication
public class DbStatusApplication {

	static void main(String[] args) {
		SpringApplication.run(DbStatusApplication.class, args);
	}

}
