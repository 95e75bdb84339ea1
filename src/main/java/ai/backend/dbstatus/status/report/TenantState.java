package ai.backend.dbstatus.status.report;

import java.util.List;

/**
 * What was found of one tenant of a component.
 *
 * @param tenant its name
 * @param findings what was found; the same object for all tenants that are alike
 */
public record TenantState(String tenant, Findings findings) {

	public Status status() {
		return this.findings.verdict().reason().status();
	}

	/**
	 * The rows of its version table.
	 */
	public List<String> revisions() {
		return this.findings.position().currentRevisions().stream().map(CurrentRevision::revision).toList();
	}

}
