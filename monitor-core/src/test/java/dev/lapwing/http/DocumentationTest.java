// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation tells readers to send is understood, and its schemas are strict. */
class DocumentationTest {
  private static final Path DOCUMENTATION = Path.of("..", "docs", "stats.md");
  private static final Pattern URL = Pattern.compile("http://localhost:8080/stats([^'`\\s]*)");

  @Test
  void everyAddressOfTheDocumentation_isAnsweredAsItSays() throws IOException {
    List<String> addresses =
        URL.matcher(Files.readString(DOCUMENTATION))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertThat(addresses).hasSizeGreaterThan(30);
    try (MonitoredEndpoint endpoint = new MonitoredEndpoint()) {
      endpoint.calls("/orders", 1);
      endpoint.monitor.record("database.order.find", Duration.ofMillis(1), true);
      for (String address : addresses) {
        int expected =
            switch (address) {
              case "/series?points=1000" -> 400;
              case "/clear" -> 405;
              default -> 200;
            };
        assertThat(endpoint.get(address).status()).as(address).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ''                      | "count":5,              | "count":-5,
          ''                      | "count":5,              | "count":5.5,
          ''                      | "count":5,              | "count":null,
          ''                      | "count":5,              | "count":"5",
          ''                      | "schema":               | "more":1,"schema":
          ''                      | "durationUnit":"ms"     | "durationUnit":"s"
          ''                      | "overflowed":false,     | ``
          ''                      | "errorRate":0.00000001  | "errorRate":1.5
          ''                      | "p99":1.5               | "p99":-1
          ''                      | T08:00:00Z              | T08:00:00
          ''                      | "statuses":{"200"       | "statuses":{"OK"
          ''                      | "href":"stats/operation | "href":"/stats/operation
          /operation?name=GET+/users/{id} | "status":"500"  | "status":500
          /operation?name=GET+/users/{id} | "outcome":"error" | "outcome":"failed"
          /operation?name=GET+/users/{id} | "aborted":{     | "gone":{
          /series                 | "stepSeconds":10        | "stepSeconds":0
          /series                 | "max":[2,null,null]     | "max":[2,null,-1]
          /series                 | "errors":[1,0,0]        | "errors":[1,null,0]
          /slow                   | "traceId":null          | "traceId":""
          /slow                   | "verySlow":true         | "verySlow":1
          /active                 | "age":1.5               | "age":-1.5
          /active                 | "stream":true           | "stream":true,"body":""
          """)
  void schema_refusesWhatIsALittleOff(String address, String right, String wrong) {
    String path = address.equals("''") ? "" : address;
    String document = EndpointClient.body(EndpointClient.of(StatsAccess.OPEN).at(path).send());
    assertThat(document).contains(right);

    String broken = document.replace(right, wrong);

    assertThat(Schemas.errors(Schemas.nameOf(document), broken))
        .extracting(Error::getMessage)
        .isNotEmpty();
  }
}
