/**
 * Plugins at run time: packages, loading, each tenant's choice, and the one guard that every call goes through. Knows
 * workspaces and the store; hands values to capabilities, never a plugin's object.
 */
@NullMarked
package org.takeup.plugin;

import org.jspecify.annotations.NullMarked;
