dnl The extension contains libxwsse: one module, and nothing else to install.

PHP_ARG_WITH([xwsse],
  [for xwsse],
  [AS_HELP_STRING([--with-xwsse=DIR],
    [Sign, verify and explain X-WSSE headers; DIR holds include/xwsse.h and lib/libxwsse.a])])

if test "$PHP_XWSSE" != "no"; then
  if test "$PHP_XWSSE" = "yes"; then
    PHP_XWSSE=/usr/local
  fi
  XWSSE_ARCHIVE=
  for dir in "$PHP_XWSSE/$PHP_LIBDIR" "$PHP_XWSSE/lib"; do
    if test -f "$dir/libxwsse.a"; then
      XWSSE_ARCHIVE=$dir/libxwsse.a
      break
    fi
  done
  if test -z "$XWSSE_ARCHIVE" || test ! -f "$PHP_XWSSE/include/xwsse.h"; then
    AC_MSG_ERROR([there is no libxwsse in $PHP_XWSSE; build it, and give its place with --with-xwsse=DIR])
  fi

  PHP_ADD_INCLUDE([$PHP_XWSSE/include])
  dnl PHP_EVAL_LIBLINE would drop an archive. Of what is in it, only our own get_module leaves the module.
  XWSSE_SHARED_LIBADD="-Wl,--exclude-libs,ALL -Wl,--as-needed $XWSSE_ARCHIVE -lgcc_s -lpthread -lm -ldl -lc"
  PHP_SUBST([XWSSE_SHARED_LIBADD])

  PHP_NEW_EXTENSION([xwsse],
    [xwsse.c authenticated.c claims.c credentials.c errors.c identity.c instant.c lazy.c look_up.c memory_store.c store.c \
     values.c xwsse/dialect.c xwsse/explain.c xwsse/signer.c xwsse/token.c xwsse/verifier.c],
    [$ext_shared],,
    [-Wall -Wextra -Wno-unused-parameter -fvisibility=hidden])
  PHP_ADD_BUILD_DIR([$ext_builddir/xwsse])
  PHP_ADD_EXTENSION_DEP([xwsse], [date])
  PHP_ADD_EXTENSION_DEP([xwsse], [json])
fi
