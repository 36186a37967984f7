@NullMarked
package io.assay.local.services;

import org.jspecify.annotations.NullMarked;
