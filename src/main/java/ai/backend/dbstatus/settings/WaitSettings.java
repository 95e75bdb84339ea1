package ai.backend.dbstatus.settings;

import ai.backend.dbstatus.settings.DbStatusProperties.WaitProperties;
import ai.backend.dbstatus.status.WaitLimits;

/**
 * Makes the limits of waiting from the settings.
 */
final class WaitSettings {

	private WaitSettings() {
	}

	static WaitLimits limits(WaitProperties wait) {
		if (!wait.interval().isPositive()) {
			throw new InvalidSettingException("There is no time between the checks for those who wait.",
					"Set 'db-status.wait.interval' to more than 0s.");
		}
		if (wait.maxDuration().isNegative()) {
			throw new InvalidSettingException("Nobody can wait for less than no time.",
					"Set 'db-status.wait.max-duration' to 0s or more.");
		}
		if (wait.maxClients() < 0) {
			throw new InvalidSettingException("Less than no callers cannot wait.",
					"Set 'db-status.wait.max-clients' to 0 or more.");
		}
		return new WaitLimits(wait.interval(), wait.maxDuration(), wait.maxClients());
	}

}
