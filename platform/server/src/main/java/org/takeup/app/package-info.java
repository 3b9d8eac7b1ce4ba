/** Puts the platform together: configuration in, a running node out. The only room that constructs services. */
@NullMarked
package org.takeup.app;

import org.jspecify.annotations.NullMarked;
