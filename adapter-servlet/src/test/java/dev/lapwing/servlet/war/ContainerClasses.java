// Copyright the Lapwing authors
// SPDX-License-Identifier: MIT
package dev.lapwing.servlet.war;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * Loads what a Tomcat has by itself, and nothing of the tests' class path, so that web applications
 * have only what is in their .war files.
 */
final class ContainerClasses extends ClassLoader {
  private final ClassLoader tests = getClass().getClassLoader();

  ContainerClasses() {
    super(ClassLoader.getPlatformClassLoader());
  }

  private static boolean isTomcats(String name) {
    return name.matches("(jakarta|org[./]apache)[./].*");
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (isTomcats(name)) {
      return tests.loadClass(name);
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected URL findResource(String name) {
    return isTomcats(name) ? tests.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isTomcats(name) ? tests.getResources(name) : super.findResources(name);
  }
}
