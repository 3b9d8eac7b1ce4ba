/**
 * The partner's kit for Maven: goals that create, package, sign, publish and try out a plugin. A goal reads what Maven
 * gives it; the work is done by classes that know nothing of Maven. Needs the package format, not the server.
 */
@NullMarked
package org.takeup.plugin.maven;

import org.jspecify.annotations.NullMarked;
