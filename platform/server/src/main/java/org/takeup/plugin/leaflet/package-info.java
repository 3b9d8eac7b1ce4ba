/**
 * What comes with a plugin package for people to read: who offers it, what changed, what is in it. Reads packages and the
 * store; nothing of it is ever run or rendered as markup.
 */
@NullMarked
package org.takeup.plugin.leaflet;

import org.jspecify.annotations.NullMarked;
