// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.benchmarks.servers.tomcat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Declares filters, as a {@code web.xml} would. */
final class Filters {

  private Filters() {}

  static void add(Context context, Class<? extends Filter> filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(filter.getSimpleName());
    definition.setFilterClass(filter.getName());
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName(definition.getFilterName());
    mapping.addURLPattern("/*");
    mapping.setDispatcher(DispatcherType.REQUEST.name());
    mapping.setDispatcher(DispatcherType.ASYNC.name());
    context.addFilterMap(mapping);
  }
}
