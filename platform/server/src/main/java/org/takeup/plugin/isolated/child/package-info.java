/**
 * The process that an isolated plugin lives in. Starts with a class path of its own and initialises nothing of the
 * platform: it knows the wire, the plugin API and the class loader's filter.
 */
@NullMarked
package org.takeup.plugin.isolated.child;

import org.jspecify.annotations.NullMarked;
