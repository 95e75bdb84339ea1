package ai.backend.dbstatus;

import java.security.Security;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service.
 */
@SpringBootApplication
public class DbStatusApplication {

	static void main(String[] args) {
		// The JVM remembers for 10 s that a host did not resolve, and for 30 s where it was: a host that comes back, or
		// fails over to another address, must be found by the next check. It has to be said before the first look-up.
		Security.setProperty("networkaddress.cache.negative.ttl", "0");
		Security.setProperty("networkaddress.cache.ttl", "1");
		SpringApplication.run(DbStatusApplication.class, args);
	}

}
