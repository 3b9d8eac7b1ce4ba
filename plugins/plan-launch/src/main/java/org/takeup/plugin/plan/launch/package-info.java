/**
 * A plan builder for the launch of one programme. Its texts are the properties files beside
 * these classes; it touches nothing but the plugin API. A package brings its own classes, so what this builder has in common
 * with its neighbour stands in both.
 */
@NullMarked
package org.takeup.plugin.plan.launch;

import org.jspecify.annotations.NullMarked;
