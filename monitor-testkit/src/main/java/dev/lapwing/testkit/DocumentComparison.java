// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Holds what came of one server to what came of another. */
final class DocumentComparison {
  private static final int MOST_TOLD = 10;
  private static final String ABSENT = "absent";

  private final String first;
  private final String second;
  private final List<String> differences = new ArrayList<>();

  private DocumentComparison(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Requires that every server has the same in a field.
   *
   * @param servers what {@link ContractResults} wrote of each
   * @throws IllegalStateException if one has nothing there, or something else than the first: names
   *     the server, the place as a JSON pointer, and both values
   */
  static void requireEqual(List<JsonNode> servers, String field) {
    List<String> faults = new ArrayList<>();
    JsonNode first = servers.get(0);
    for (JsonNode server : servers) {
      if (server.path(field).isEmpty()) {
        faults.add(nameOf(server) + " has results, but no " + field);
      } else if (!first.path(field).isEmpty()) {
        DocumentComparison comparison = new DocumentComparison(nameOf(first), nameOf(server));
        comparison.compare(JsonPointer.empty(), first.get(field), server.get(field));
        faults.addAll(comparison.told());
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "servers differ in their " + field + ":\n" + String.join("\n", faults));
    }
  }

  private static String nameOf(JsonNode server) {
    return server.get("server").asString();
  }

  private List<String> told() {
    if (differences.size() <= MOST_TOLD) {
      return differences;
    }
    List<String> told = new ArrayList<>(differences.subList(0, MOST_TOLD));
    told.add(second + ": and " + (differences.size() - MOST_TOLD) + " more");
    return told;
  }

  private void compare(JsonPointer place, JsonNode one, JsonNode other) {
    if (one.isObject() && other.isObject()) {
      Set<String> names = new TreeSet<>(one.propertyNames());
      names.addAll(other.propertyNames());
      for (String name : names) {
        compare(place.appendProperty(name), one.path(name), other.path(name));
      }
    } else if (one.isArray() && other.isArray()) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        compare(place.appendIndex(i), one.path(i), other.path(i));
      }
    } else if (!one.equals(other)) {
      differences.add(
          second + ": " + place + " is " + text(other) + ", on " + first + " " + text(one));
    }
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() ? ABSENT : value.toString();
  }
}
