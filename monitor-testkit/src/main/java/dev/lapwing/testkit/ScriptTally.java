// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.Map;
import java.util.TreeMap;

/** What the requests of a script come to. Not thread-safe. */
final class ScriptTally {
  private final Map<String, ExpectedNumbers> operations = new TreeMap<>();
  private final ExpectedNumbers totals = new ExpectedNumbers();

  void add(ScriptRequest request, long nanos) {
    add(request.operation(), Integer.toString(request.status()), request.isError(), nanos);
  }

  void add(String operation, String status, boolean isError, long nanos) {
    totals.add(status, isError, nanos);
    operations
        .computeIfAbsent(operation, name -> new ExpectedNumbers())
        .add(status, isError, nanos);
  }

  /** Adds a request whose client left. */
  void addAborted(String operation, long nanos) {
    totals.addAborted(nanos);
    operations.computeIfAbsent(operation, name -> new ExpectedNumbers()).addAborted(nanos);
  }

  long count() {
    return totals.count();
  }

  /** Returns the rows, as {@link TestedServer#assertRecorded} has them. */
  String[] rows() {
    return operations.entrySet().stream()
        .map(row -> row.getKey() + " " + row.getValue())
        .toArray(String[]::new);
  }

  /** Asserts every number of every operation, and of all together. */
  void assertNumbersIn(StatsView stats) {
    totals.assertNumbers("totals", field -> stats.document().at("/totals/" + field));
    operations.forEach(
        (operation, numbers) ->
            numbers.assertNumbers(operation, field -> stats.field(operation, field)));
  }
}
