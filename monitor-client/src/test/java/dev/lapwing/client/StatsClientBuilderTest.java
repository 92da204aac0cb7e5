// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsClientBuilderTest {
  private static final URI BASE = URI.create("http://localhost:8080/stats");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/stats | base must be an http or https address, as http://localhost:8080/stats, but was '/stats'",
        "ftp://host/stats | base must be an http or https address, as http://localhost:8080/stats, but was 'ftp://host/stats'",
        "http:///stats | base must be an http or https address, as http://localhost:8080/stats, but was 'http:///stats'",
        "http://host/stats?pretty | base must be an address without query and fragment, but was 'http://host/stats?pretty'",
        "http://host/stats#a | base must be an address without query and fragment, but was 'http://host/stats#a'",
        "http://me:secret@host/stats | base must hold no user and no password, but had one (not shown); use token"
      })
  void aBadBase_isNamedWithWhatIsAllowed(String base, String message) {
    assertThatThrownBy(() -> StatsClient.of(URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "line\r\nbreak: 1", "ümlaut"})
  void aBadToken_isRefusedAndNotShown(String token) {
    assertThatThrownBy(() -> StatsClient.builder(BASE).token(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "token must be 1 to 256 visible ASCII characters, but was one of %d (not shown)",
            token.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S"})
  void aBadTimeout_isNamedWithWhatIsAllowed(Duration timeout) {
    assertThatThrownBy(() -> StatsClient.builder(BASE).timeout(timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must be positive and at most 1 hour, but was " + timeout);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_023, 1_073_741_825})
  void aBadLength_isNamedWithWhatIsAllowed(int bytes) {
    assertThatThrownBy(() -> StatsClient.builder(BASE).maxBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxBytes must be 1024 to 1073741824, but was " + bytes);
  }

  @Test
  void null_isNamed() {
    assertThatThrownBy(() -> StatsClient.of(null)).hasMessage("base == null");
    assertThatThrownBy(() -> StatsClient.builder(BASE).token(null)).hasMessage("token == null");
    assertThatThrownBy(() -> StatsClient.builder(BASE).timeout(null)).hasMessage("timeout == null");
  }
}
