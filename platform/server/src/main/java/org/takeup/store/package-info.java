/**
 * The store: MongoDB or its embedded stand-in, migrations, leased jobs and sealing. The only room that speaks to the
 * driver; it knows nothing of the capabilities above it.
 */
@NullMarked
package org.takeup.store;

import org.jspecify.annotations.NullMarked;
