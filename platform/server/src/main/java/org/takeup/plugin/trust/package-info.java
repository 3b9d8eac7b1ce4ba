/**
 * Who may bring plugins to this platform: publishers, their keys, and which plugin belongs to whom. Knows control data
 * and the package format; nothing here loads a class.
 */
@NullMarked
package org.takeup.plugin.trust;

import org.jspecify.annotations.NullMarked;
