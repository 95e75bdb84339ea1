package ai.backend.dbstatus.component;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SourceTemplateTests {

	private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

	@ParameterizedTest
	@CsvSource({
			"https://github.com/o/r/blob/{commit}/{file}, https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/a/b.py",
			"http://git.local:3000/r/src/commit/{commit}/{file}#L{line}, http://git.local:3000/r/src/commit/0123456789abcdef0123456789abcdef01234567/a/b.py#L14",
			"https://cgit.example.org/r/tree/{file}?id={commit}#n{line}, https://cgit.example.org/r/tree/a/b.py?id=0123456789abcdef0123456789abcdef01234567#n14",
			"https://dev.example.org/_git/r?path={file}&version=GC{commit}&line={line}, https://dev.example.org/_git/r?path=a/b.py&version=GC0123456789abcdef0123456789abcdef01234567&line=14" })
	void theAddressHasCommitFileAndLine(String template, String address) {
		assertThat(SourceTemplate.parse(template).url(COMMIT, "a/b.py", 14)).isEqualTo(address);
	}

	@Test
	void aFileCannotLeaveItsPlaceInTheAddress() {
		SourceTemplate template = SourceTemplate.parse("https://example.org/{commit}/{file}?raw=1");
		assertThat(template.url(COMMIT, "a b/ü&?#%\"<$1\\{commit}.py", 1)).isEqualTo("https://example.org/" + COMMIT
				+ "/a%20b/%C3%BC%26%3F%23%25%22%3C%241%5C%7Bcommit%7D.py?raw=1");
	}

	@ParameterizedTest
	@CsvSource({ "https://example.org/{file}, it has no {commit}",
			"https://example.org/{commit}, it has no {file}",
			"https://example.org/{commit}/{file}/{branch}, 'it has the placeholder {branch}, which there is not'",
			"'javascript:alert(1)//{commit}{file}', 'it is not the address of a web page, with http or https and a host'",
			"ftp://example.org/{commit}/{file}, 'it is not the address of a web page, with http or https and a host'",
			"/{commit}/{file}, 'it is not the address of a web page, with http or https and a host'",
			"https:///{commit}/{file}, 'it is not the address of a web page, with http or https and a host'",
			"https://{commit}.example.org/{file}, a placeholder chooses the host",
			"'https://me:secret@example.org/{commit}/{file}', 'it names a user, and everybody is shown it'",
			"https://example.org/a b/{commit}/{file}, it is no URL" })
	void whatIsNoAddressIsRefused(String template, String why) {
		assertThatIllegalArgumentException().isThrownBy(() -> SourceTemplate.parse(template)).withMessage(why);
	}

}
