// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.testkit;

import dev.lapwing.testkit.stub.Fault;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class the fault that a run of it is to have; none unless the run says so. */
final class PlantedFault implements ParameterResolver {
  static final String PARAMETER = "planted-fault";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fault.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getConfigurationParameter(PARAMETER).map(Fault::valueOf).orElse(Fault.NONE);
  }
}
