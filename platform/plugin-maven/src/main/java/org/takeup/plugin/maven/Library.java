package org.takeup.plugin.maven;

import java.nio.file.Path;
import java.util.List;

/**
 * A jar that a plugin brings, by its coordinates.
 *
 * @param licenses names, as its own project says; may be empty
 */
record Library(String group, String name, String version, List<String> licenses, Path jar) {}
