/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: cb322e57801c8fba6c3451768ff00b07801ebbae */

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_Xwsse_explain, 0, 1, Xwsse\\Diagnosis, 0)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secret, IS_STRING, 1, "null")
	ZEND_ARG_OBJ_TYPE_MASK(0, dialect, Xwsse\\Dialect, MAY_BE_STRING, "\'penneo\'")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, now, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_Dialect___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, text, IS_STRING, 0, "\'penneo\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_Dialect_with, 0, 0, Xwsse\\Dialect, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, nonce, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, hash, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, digest, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, created, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, accept, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_MASK(0, maxAge, MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_MASK(0, maxFuture, MAY_BE_LONG|MAY_BE_DOUBLE|MAY_BE_NULL, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, maxNonce, IS_LONG, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unique, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, word, IS_STRING, 1, "null")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, unknown, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Dialect___toString, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Dialect___serialize, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Dialect___unserialize, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, data, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_HeaderSigner_headers arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_HeaderSigner_headerNames arginfo_class_Xwsse_Dialect___serialize

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_HeaderSigner_authorization, 0, 0, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_Signer___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, username, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, secret, IS_STRING, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, dialect, Xwsse\\Dialect, MAY_BE_STRING, "\'penneo\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_Signer_sign, 0, 0, Xwsse\\\125sernameToken, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_Signer_header arginfo_class_Xwsse_Dialect___toString

#define arginfo_class_Xwsse_Signer_headers arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_Signer_headerLines arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_Signer_headerNames arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_Signer_authorization arginfo_class_Xwsse_Dialect___toString

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_Signer_signWith, 0, 2, Xwsse\\\125sernameToken, 0)
	ZEND_ARG_OBJ_INFO(0, created, DateTimeInterface, 0)
	ZEND_ARG_TYPE_INFO(0, nonce, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Signer_clockOffsetMillis, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Signer_setClockOffsetMillis, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, millis, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_Signer_learnClockOffset, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, date, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_UsernameToken___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_UsernameToken_header arginfo_class_Xwsse_Dialect___toString

#define arginfo_class_Xwsse_UsernameToken_headers arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_UsernameToken_headerLines arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_UsernameToken_apiKeys arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_UsernameToken___toString arginfo_class_Xwsse_Dialect___toString

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_Credentials___construct, 0, 0, 1)
	ZEND_ARG_TYPE_MASK(0, secrets, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, username, IS_STRING, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_HeaderVerifier_headerNames arginfo_class_Xwsse_Dialect___serialize

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_HeaderVerifier_verifyHeaders, 0, 1, IS_OBJECT, 0)
	ZEND_ARG_TYPE_INFO(0, headers, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, now, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_HeaderVerifier_challenge, 0, 1, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, realm, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_Verifier___construct, 0, 0, 2)
	ZEND_ARG_TYPE_MASK(0, secrets, MAY_BE_ARRAY|MAY_BE_CALLABLE, NULL)
	ZEND_ARG_OBJ_INFO(0, store, Xwsse\\ReplayStore, 0)
	ZEND_ARG_OBJ_TYPE_MASK(0, dialect, Xwsse\\Dialect, MAY_BE_STRING, "\'penneo\'")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_Verifier_verify, 0, 1, Xwsse\\Identity, 0)
	ZEND_ARG_TYPE_MASK(0, values, MAY_BE_STRING|MAY_BE_ARRAY|MAY_BE_NULL, NULL)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, now, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_Verifier_verifyHeaders, 0, 1, Xwsse\\Identity, 0)
	ZEND_ARG_TYPE_INFO(0, headers, IS_ARRAY, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, now, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_Verifier_headerNames arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_Verifier_challenge arginfo_class_Xwsse_HeaderVerifier_challenge

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_Identity___construct, 0, 0, 2)
	ZEND_ARG_TYPE_INFO(0, username, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO(0, created, DateTimeImmutable, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, secretIndex, IS_LONG, 0, "0")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, dialect, IS_STRING, 0, "\'penneo\'")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_Claims___construct arginfo_class_Xwsse_UsernameToken___construct

#define arginfo_class_Xwsse_Claims_count arginfo_class_Xwsse_Signer_clockOffsetMillis

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_ClaimOutcome_seen, 0, 1, Xwsse\\ClaimOutcome, 0)
	ZEND_ARG_TYPE_INFO(0, kind, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_OBJ_INFO_EX(arginfo_class_Xwsse_ReplayStore_claim, 0, 2, Xwsse\\ClaimOutcome, 0)
	ZEND_ARG_OBJ_INFO(0, claims, Xwsse\\Claims, 0)
	ZEND_ARG_OBJ_INFO(0, now, DateTimeImmutable, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_MemoryReplayStore___construct, 0, 0, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, capacity, IS_LONG, 0, "1048576")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, historyFrom, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_MemoryReplayStore_claim arginfo_class_Xwsse_ReplayStore_claim

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Xwsse_MemoryReplayStore_live, 0, 0, IS_LONG, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, now, DateTimeInterface, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_Diagnosis___construct arginfo_class_Xwsse_UsernameToken___construct

#define arginfo_class_Xwsse_Diagnosis___toString arginfo_class_Xwsse_Dialect___toString

#define arginfo_class_Xwsse_Diagnosis_jsonSerialize arginfo_class_Xwsse_Dialect___serialize

#define arginfo_class_Xwsse_Finding___construct arginfo_class_Xwsse_UsernameToken___construct

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_WsseException___construct, 0, 0, 3)
	ZEND_ARG_TYPE_INFO(0, reason, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, problem, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, remedy, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, code, IS_LONG, 0, "0")
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, previous, Throwable, 1, "null")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Xwsse_RejectedException___construct, 0, 0, 1)
	ZEND_ARG_TYPE_INFO(0, reason, IS_STRING, 0)
	ZEND_ARG_OBJ_INFO_WITH_DEFAULT_VALUE(0, previous, Throwable, 1, "null")
ZEND_END_ARG_INFO()

#define arginfo_class_Xwsse_RejectedException_getStatus arginfo_class_Xwsse_Signer_clockOffsetMillis

#define arginfo_class_Xwsse_SignException___construct arginfo_class_Xwsse_RejectedException___construct

#define arginfo_class_Xwsse_DialectException___construct arginfo_class_Xwsse_UsernameToken___construct


ZEND_FUNCTION(Xwsse_explain);
ZEND_METHOD(Xwsse_Dialect, __construct);
ZEND_METHOD(Xwsse_Dialect, with);
ZEND_METHOD(Xwsse_Dialect, __toString);
ZEND_METHOD(Xwsse_Dialect, __serialize);
ZEND_METHOD(Xwsse_Dialect, __unserialize);
ZEND_METHOD(Xwsse_Signer, __construct);
ZEND_METHOD(Xwsse_Signer, sign);
ZEND_METHOD(Xwsse_Signer, header);
ZEND_METHOD(Xwsse_Signer, headers);
ZEND_METHOD(Xwsse_Signer, headerLines);
ZEND_METHOD(Xwsse_Signer, headerNames);
ZEND_METHOD(Xwsse_Signer, authorization);
ZEND_METHOD(Xwsse_Signer, signWith);
ZEND_METHOD(Xwsse_Signer, clockOffsetMillis);
ZEND_METHOD(Xwsse_Signer, setClockOffsetMillis);
ZEND_METHOD(Xwsse_Signer, learnClockOffset);
ZEND_METHOD(Xwsse_UsernameToken, __construct);
ZEND_METHOD(Xwsse_UsernameToken, header);
ZEND_METHOD(Xwsse_UsernameToken, headers);
ZEND_METHOD(Xwsse_UsernameToken, headerLines);
ZEND_METHOD(Xwsse_UsernameToken, apiKeys);
ZEND_METHOD(Xwsse_UsernameToken, __toString);
ZEND_METHOD(Xwsse_Credentials, __construct);
ZEND_METHOD(Xwsse_Verifier, __construct);
ZEND_METHOD(Xwsse_Verifier, verify);
ZEND_METHOD(Xwsse_Verifier, verifyHeaders);
ZEND_METHOD(Xwsse_Verifier, headerNames);
ZEND_METHOD(Xwsse_Verifier, challenge);
ZEND_METHOD(Xwsse_Identity, __construct);
ZEND_METHOD(Xwsse_Claims, __construct);
ZEND_METHOD(Xwsse_Claims, count);
ZEND_METHOD(Xwsse_ClaimOutcome, seen);
ZEND_METHOD(Xwsse_MemoryReplayStore, __construct);
ZEND_METHOD(Xwsse_MemoryReplayStore, claim);
ZEND_METHOD(Xwsse_MemoryReplayStore, live);
ZEND_METHOD(Xwsse_Diagnosis, __construct);
ZEND_METHOD(Xwsse_Diagnosis, __toString);
ZEND_METHOD(Xwsse_Diagnosis, jsonSerialize);
ZEND_METHOD(Xwsse_Finding, __construct);
ZEND_METHOD(Xwsse_WsseException, __construct);
ZEND_METHOD(Xwsse_RejectedException, __construct);
ZEND_METHOD(Xwsse_RejectedException, getStatus);
ZEND_METHOD(Xwsse_SignException, __construct);
ZEND_METHOD(Xwsse_DialectException, __construct);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Xwsse", explain, Xwsse_explain, arginfo_Xwsse_explain)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Dialect_methods[] = {
	ZEND_ME(Xwsse_Dialect, __construct, arginfo_class_Xwsse_Dialect___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Dialect, with, arginfo_class_Xwsse_Dialect_with, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Dialect, __toString, arginfo_class_Xwsse_Dialect___toString, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Dialect, __serialize, arginfo_class_Xwsse_Dialect___serialize, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Dialect, __unserialize, arginfo_class_Xwsse_Dialect___unserialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_HeaderSigner_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderSigner, headers, arginfo_class_Xwsse_HeaderSigner_headers, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderSigner, headerNames, arginfo_class_Xwsse_HeaderSigner_headerNames, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderSigner, authorization, arginfo_class_Xwsse_HeaderSigner_authorization, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Signer_methods[] = {
	ZEND_ME(Xwsse_Signer, __construct, arginfo_class_Xwsse_Signer___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, sign, arginfo_class_Xwsse_Signer_sign, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, header, arginfo_class_Xwsse_Signer_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, headers, arginfo_class_Xwsse_Signer_headers, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, headerLines, arginfo_class_Xwsse_Signer_headerLines, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, headerNames, arginfo_class_Xwsse_Signer_headerNames, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, authorization, arginfo_class_Xwsse_Signer_authorization, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, signWith, arginfo_class_Xwsse_Signer_signWith, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, clockOffsetMillis, arginfo_class_Xwsse_Signer_clockOffsetMillis, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, setClockOffsetMillis, arginfo_class_Xwsse_Signer_setClockOffsetMillis, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Signer, learnClockOffset, arginfo_class_Xwsse_Signer_learnClockOffset, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_UsernameToken_methods[] = {
	ZEND_ME(Xwsse_UsernameToken, __construct, arginfo_class_Xwsse_UsernameToken___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Xwsse_UsernameToken, header, arginfo_class_Xwsse_UsernameToken_header, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_UsernameToken, headers, arginfo_class_Xwsse_UsernameToken_headers, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_UsernameToken, headerLines, arginfo_class_Xwsse_UsernameToken_headerLines, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_UsernameToken, apiKeys, arginfo_class_Xwsse_UsernameToken_apiKeys, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_UsernameToken, __toString, arginfo_class_Xwsse_UsernameToken___toString, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Credentials_methods[] = {
	ZEND_ME(Xwsse_Credentials, __construct, arginfo_class_Xwsse_Credentials___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_HeaderVerifier_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderVerifier, headerNames, arginfo_class_Xwsse_HeaderVerifier_headerNames, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderVerifier, verifyHeaders, arginfo_class_Xwsse_HeaderVerifier_verifyHeaders, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_HeaderVerifier, challenge, arginfo_class_Xwsse_HeaderVerifier_challenge, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Verifier_methods[] = {
	ZEND_ME(Xwsse_Verifier, __construct, arginfo_class_Xwsse_Verifier___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Verifier, verify, arginfo_class_Xwsse_Verifier_verify, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Verifier, verifyHeaders, arginfo_class_Xwsse_Verifier_verifyHeaders, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Verifier, headerNames, arginfo_class_Xwsse_Verifier_headerNames, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Verifier, challenge, arginfo_class_Xwsse_Verifier_challenge, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Identity_methods[] = {
	ZEND_ME(Xwsse_Identity, __construct, arginfo_class_Xwsse_Identity___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Claims_methods[] = {
	ZEND_ME(Xwsse_Claims, __construct, arginfo_class_Xwsse_Claims___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Xwsse_Claims, count, arginfo_class_Xwsse_Claims_count, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_ClaimOutcome_methods[] = {
	ZEND_ME(Xwsse_ClaimOutcome, seen, arginfo_class_Xwsse_ClaimOutcome_seen, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_ReplayStore_methods[] = {
	ZEND_ABSTRACT_ME_WITH_FLAGS(Xwsse_ReplayStore, claim, arginfo_class_Xwsse_ReplayStore_claim, ZEND_ACC_PUBLIC|ZEND_ACC_ABSTRACT)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_MemoryReplayStore_methods[] = {
	ZEND_ME(Xwsse_MemoryReplayStore, __construct, arginfo_class_Xwsse_MemoryReplayStore___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_MemoryReplayStore, claim, arginfo_class_Xwsse_MemoryReplayStore_claim, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_MemoryReplayStore, live, arginfo_class_Xwsse_MemoryReplayStore_live, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Diagnosis_methods[] = {
	ZEND_ME(Xwsse_Diagnosis, __construct, arginfo_class_Xwsse_Diagnosis___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Xwsse_Diagnosis, __toString, arginfo_class_Xwsse_Diagnosis___toString, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_Diagnosis, jsonSerialize, arginfo_class_Xwsse_Diagnosis_jsonSerialize, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_Finding_methods[] = {
	ZEND_ME(Xwsse_Finding, __construct, arginfo_class_Xwsse_Finding___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_WsseException_methods[] = {
	ZEND_ME(Xwsse_WsseException, __construct, arginfo_class_Xwsse_WsseException___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_RejectedException_methods[] = {
	ZEND_ME(Xwsse_RejectedException, __construct, arginfo_class_Xwsse_RejectedException___construct, ZEND_ACC_PUBLIC)
	ZEND_ME(Xwsse_RejectedException, getStatus, arginfo_class_Xwsse_RejectedException_getStatus, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_SignException_methods[] = {
	ZEND_ME(Xwsse_SignException, __construct, arginfo_class_Xwsse_SignException___construct, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};


static const zend_function_entry class_Xwsse_DialectException_methods[] = {
	ZEND_ME(Xwsse_DialectException, __construct, arginfo_class_Xwsse_DialectException___construct, ZEND_ACC_PRIVATE)
	ZEND_FE_END
};

static void register_xwsse_symbols(int module_number)
{

#if (PHP_VERSION_ID >= 80200)
	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "xwsse\\explain", sizeof("xwsse\\explain") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "xwsse\\explain", sizeof("xwsse\\explain") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif
}

static zend_class_entry *register_class_Xwsse_Dialect(zend_class_entry *class_entry_Stringable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Dialect", class_Xwsse_Dialect_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;
	zend_class_implements(class_entry, 1, class_entry_Stringable);

	zval const_PENNEO_value;
	zend_string *const_PENNEO_value_str = zend_string_init("penneo", strlen("penneo"), 1);
	ZVAL_STR(&const_PENNEO_value, const_PENNEO_value_str);
	zend_string *const_PENNEO_name = zend_string_init_interned("PENNEO", sizeof("PENNEO") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_PENNEO_name, &const_PENNEO_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_PENNEO_name);

	zval const_ATOM_value;
	zend_string *const_ATOM_value_str = zend_string_init("atom", strlen("atom"), 1);
	ZVAL_STR(&const_ATOM_value, const_ATOM_value_str);
	zend_string *const_ATOM_name = zend_string_init_interned("ATOM", sizeof("ATOM") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_ATOM_name, &const_ATOM_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_ATOM_name);

	zval const_EMARSYS_value;
	zend_string *const_EMARSYS_value_str = zend_string_init("emarsys", strlen("emarsys"), 1);
	ZVAL_STR(&const_EMARSYS_value, const_EMARSYS_value_str);
	zend_string *const_EMARSYS_name = zend_string_init_interned("EMARSYS", sizeof("EMARSYS") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_EMARSYS_name, &const_EMARSYS_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_EMARSYS_name);

	zval const_SYMFONY_value;
	zend_string *const_SYMFONY_value_str = zend_string_init("symfony", strlen("symfony"), 1);
	ZVAL_STR(&const_SYMFONY_value, const_SYMFONY_value_str);
	zend_string *const_SYMFONY_name = zend_string_init_interned("SYMFONY", sizeof("SYMFONY") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_SYMFONY_name, &const_SYMFONY_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_SYMFONY_name);

	zval const_HUAWEI_value;
	zend_string *const_HUAWEI_value_str = zend_string_init("huawei", strlen("huawei"), 1);
	ZVAL_STR(&const_HUAWEI_value, const_HUAWEI_value_str);
	zend_string *const_HUAWEI_name = zend_string_init_interned("HUAWEI", sizeof("HUAWEI") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_HUAWEI_name, &const_HUAWEI_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_HUAWEI_name);

	zval const_PYWSSE_value;
	zend_string *const_PYWSSE_value_str = zend_string_init("pywsse", strlen("pywsse"), 1);
	ZVAL_STR(&const_PYWSSE_value, const_PYWSSE_value_str);
	zend_string *const_PYWSSE_name = zend_string_init_interned("PYWSSE", sizeof("PYWSSE") - 1, 1);
	zend_declare_class_constant_ex(class_entry, const_PYWSSE_name, &const_PYWSSE_value, ZEND_ACC_PUBLIC, NULL);
	zend_string_release(const_PYWSSE_name);

	zval property_name_default_value;
	ZVAL_UNDEF(&property_name_default_value);
	zend_string *property_name_name = zend_string_init("name", sizeof("name") - 1, 1);
	zend_declare_typed_property(class_entry, property_name_name, &property_name_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_name_name);

	zval property_nonce_default_value;
	ZVAL_UNDEF(&property_nonce_default_value);
	zend_string *property_nonce_name = zend_string_init("nonce", sizeof("nonce") - 1, 1);
	zend_declare_typed_property(class_entry, property_nonce_name, &property_nonce_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_nonce_name);

	zval property_hash_default_value;
	ZVAL_UNDEF(&property_hash_default_value);
	zend_string *property_hash_name = zend_string_init("hash", sizeof("hash") - 1, 1);
	zend_declare_typed_property(class_entry, property_hash_name, &property_hash_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_hash_name);

	zval property_digest_default_value;
	ZVAL_UNDEF(&property_digest_default_value);
	zend_string *property_digest_name = zend_string_init("digest", sizeof("digest") - 1, 1);
	zend_declare_typed_property(class_entry, property_digest_name, &property_digest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_digest_name);

	zval property_created_default_value;
	ZVAL_UNDEF(&property_created_default_value);
	zend_string *property_created_name = zend_string_init("created", sizeof("created") - 1, 1);
	zend_declare_typed_property(class_entry, property_created_name, &property_created_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_created_name);

	zval property_accept_default_value;
	ZVAL_UNDEF(&property_accept_default_value);
	zend_string *property_accept_name = zend_string_init("accept", sizeof("accept") - 1, 1);
	zend_declare_typed_property(class_entry, property_accept_name, &property_accept_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_accept_name);

	zval property_maxAge_default_value;
	ZVAL_UNDEF(&property_maxAge_default_value);
	zend_string *property_maxAge_name = zend_string_init("maxAge", sizeof("maxAge") - 1, 1);
	zend_declare_typed_property(class_entry, property_maxAge_name, &property_maxAge_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_maxAge_name);

	zval property_maxFuture_default_value;
	ZVAL_UNDEF(&property_maxFuture_default_value);
	zend_string *property_maxFuture_name = zend_string_init("maxFuture", sizeof("maxFuture") - 1, 1);
	zend_declare_typed_property(class_entry, property_maxFuture_name, &property_maxFuture_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_maxFuture_name);

	zval property_maxNonce_default_value;
	ZVAL_UNDEF(&property_maxNonce_default_value);
	zend_string *property_maxNonce_name = zend_string_init("maxNonce", sizeof("maxNonce") - 1, 1);
	zend_declare_typed_property(class_entry, property_maxNonce_name, &property_maxNonce_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_maxNonce_name);

	zval property_unique_default_value;
	ZVAL_UNDEF(&property_unique_default_value);
	zend_string *property_unique_name = zend_string_init("unique", sizeof("unique") - 1, 1);
	zend_declare_typed_property(class_entry, property_unique_name, &property_unique_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_unique_name);

	zval property_word_default_value;
	ZVAL_UNDEF(&property_word_default_value);
	zend_string *property_word_name = zend_string_init("word", sizeof("word") - 1, 1);
	zend_declare_typed_property(class_entry, property_word_name, &property_word_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_word_name);

	zval property_unknown_default_value;
	ZVAL_UNDEF(&property_unknown_default_value);
	zend_string *property_unknown_name = zend_string_init("unknown", sizeof("unknown") - 1, 1);
	zend_declare_typed_property(class_entry, property_unknown_name, &property_unknown_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_unknown_name);

	zval property_authorization_default_value;
	ZVAL_UNDEF(&property_authorization_default_value);
	zend_string *property_authorization_name = zend_string_init("authorization", sizeof("authorization") - 1, 1);
	zend_declare_typed_property(class_entry, property_authorization_name, &property_authorization_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_authorization_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_HeaderSigner(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "HeaderSigner", class_Xwsse_HeaderSigner_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Signer(zend_class_entry *class_entry_Xwsse_HeaderSigner)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Signer", class_Xwsse_Signer_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Xwsse_HeaderSigner);

	zval property_username_default_value;
	ZVAL_UNDEF(&property_username_default_value);
	zend_string *property_username_name = zend_string_init("username", sizeof("username") - 1, 1);
	zend_declare_typed_property(class_entry, property_username_name, &property_username_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_username_name);

	zend_string *property_dialect_class_Xwsse_Dialect = zend_string_init("Xwsse\\Dialect", sizeof("Xwsse\\Dialect")-1, 1);
	zval property_dialect_default_value;
	ZVAL_UNDEF(&property_dialect_default_value);
	zend_string *property_dialect_name = zend_string_init("dialect", sizeof("dialect") - 1, 1);
	zend_declare_typed_property(class_entry, property_dialect_name, &property_dialect_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_dialect_class_Xwsse_Dialect, 0, 0));
	zend_string_release(property_dialect_name);
#if (PHP_VERSION_ID >= 80200)


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_UsernameToken(zend_class_entry *class_entry_Stringable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "UsernameToken", class_Xwsse_UsernameToken_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Stringable);

	zval property_username_default_value;
	ZVAL_UNDEF(&property_username_default_value);
	zend_string *property_username_name = zend_string_init("username", sizeof("username") - 1, 1);
	zend_declare_typed_property(class_entry, property_username_name, &property_username_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_username_name);

	zval property_passwordDigest_default_value;
	ZVAL_UNDEF(&property_passwordDigest_default_value);
	zend_string *property_passwordDigest_name = zend_string_init("passwordDigest", sizeof("passwordDigest") - 1, 1);
	zend_declare_typed_property(class_entry, property_passwordDigest_name, &property_passwordDigest_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_passwordDigest_name);

	zval property_nonce_default_value;
	ZVAL_UNDEF(&property_nonce_default_value);
	zend_string *property_nonce_name = zend_string_init("nonce", sizeof("nonce") - 1, 1);
	zend_declare_typed_property(class_entry, property_nonce_name, &property_nonce_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_nonce_name);

	zval property_created_default_value;
	ZVAL_UNDEF(&property_created_default_value);
	zend_string *property_created_name = zend_string_init("created", sizeof("created") - 1, 1);
	zend_declare_typed_property(class_entry, property_created_name, &property_created_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_created_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Credentials(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Credentials", class_Xwsse_Credentials_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_username_default_value;
	ZVAL_UNDEF(&property_username_default_value);
	zend_string *property_username_name = zend_string_init("username", sizeof("username") - 1, 1);
	zend_declare_typed_property(class_entry, property_username_name, &property_username_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_username_name);
#if (PHP_VERSION_ID >= 80200)


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_HeaderVerifier(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "HeaderVerifier", class_Xwsse_HeaderVerifier_methods);
	class_entry = zend_register_internal_interface(&ce);
#if (PHP_VERSION_ID >= 80200)


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "verifyheaders", sizeof("verifyheaders") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Verifier(zend_class_entry *class_entry_Xwsse_HeaderVerifier)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Verifier", class_Xwsse_Verifier_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Xwsse_HeaderVerifier);

	zend_string *property_store_class_Xwsse_ReplayStore = zend_string_init("Xwsse\\ReplayStore", sizeof("Xwsse\\ReplayStore")-1, 1);
	zval property_store_default_value;
	ZVAL_UNDEF(&property_store_default_value);
	zend_string *property_store_name = zend_string_init("store", sizeof("store") - 1, 1);
	zend_declare_typed_property(class_entry, property_store_name, &property_store_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_store_class_Xwsse_ReplayStore, 0, 0));
	zend_string_release(property_store_name);

	zend_string *property_dialect_class_Xwsse_Dialect = zend_string_init("Xwsse\\Dialect", sizeof("Xwsse\\Dialect")-1, 1);
	zval property_dialect_default_value;
	ZVAL_UNDEF(&property_dialect_default_value);
	zend_string *property_dialect_name = zend_string_init("dialect", sizeof("dialect") - 1, 1);
	zend_declare_typed_property(class_entry, property_dialect_name, &property_dialect_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_dialect_class_Xwsse_Dialect, 0, 0));
	zend_string_release(property_dialect_name);
#if (PHP_VERSION_ID >= 80200)


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "__construct", sizeof("__construct") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "verify", sizeof("verify") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "verifyheaders", sizeof("verifyheaders") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Identity(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Identity", class_Xwsse_Identity_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES;

	zval property_username_default_value;
	ZVAL_UNDEF(&property_username_default_value);
	zend_string *property_username_name = zend_string_init("username", sizeof("username") - 1, 1);
	zend_declare_typed_property(class_entry, property_username_name, &property_username_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_username_name);

	zend_string *property_created_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_created_default_value;
	ZVAL_UNDEF(&property_created_default_value);
	zend_string *property_created_name = zend_string_init("created", sizeof("created") - 1, 1);
	zend_declare_typed_property(class_entry, property_created_name, &property_created_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_created_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_created_name);

	zval property_secretIndex_default_value;
	ZVAL_UNDEF(&property_secretIndex_default_value);
	zend_string *property_secretIndex_name = zend_string_init("secretIndex", sizeof("secretIndex") - 1, 1);
	zend_declare_typed_property(class_entry, property_secretIndex_name, &property_secretIndex_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_secretIndex_name);

	zval property_dialect_default_value;
	ZVAL_UNDEF(&property_dialect_default_value);
	zend_string *property_dialect_name = zend_string_init("dialect", sizeof("dialect") - 1, 1);
	zend_declare_typed_property(class_entry, property_dialect_name, &property_dialect_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_dialect_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Claims(zend_class_entry *class_entry_Countable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Claims", class_Xwsse_Claims_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Countable);

	zval property_ids_default_value;
	ZVAL_UNDEF(&property_ids_default_value);
	zend_string *property_ids_name = zend_string_init("ids", sizeof("ids") - 1, 1);
	zend_declare_typed_property(class_entry, property_ids_name, &property_ids_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_ids_name);

	zval property_kinds_default_value;
	ZVAL_UNDEF(&property_kinds_default_value);
	zend_string *property_kinds_name = zend_string_init("kinds", sizeof("kinds") - 1, 1);
	zend_declare_typed_property(class_entry, property_kinds_name, &property_kinds_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_kinds_name);

	zval property_claimant_default_value;
	ZVAL_UNDEF(&property_claimant_default_value);
	zend_string *property_claimant_name = zend_string_init("claimant", sizeof("claimant") - 1, 1);
	zend_declare_typed_property(class_entry, property_claimant_name, &property_claimant_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_claimant_name);

	zend_string *property_created_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_created_default_value;
	ZVAL_UNDEF(&property_created_default_value);
	zend_string *property_created_name = zend_string_init("created", sizeof("created") - 1, 1);
	zend_declare_typed_property(class_entry, property_created_name, &property_created_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_created_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_created_name);

	zend_string *property_opens_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_opens_default_value;
	ZVAL_UNDEF(&property_opens_default_value);
	zend_string *property_opens_name = zend_string_init("opens", sizeof("opens") - 1, 1);
	zend_declare_typed_property(class_entry, property_opens_name, &property_opens_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_opens_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_opens_name);

	zend_string *property_keepUntil_class_DateTimeImmutable = zend_string_init("DateTimeImmutable", sizeof("DateTimeImmutable")-1, 1);
	zval property_keepUntil_default_value;
	ZVAL_UNDEF(&property_keepUntil_default_value);
	zend_string *property_keepUntil_name = zend_string_init("keepUntil", sizeof("keepUntil") - 1, 1);
	zend_declare_typed_property(class_entry, property_keepUntil_name, &property_keepUntil_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_CLASS(property_keepUntil_class_DateTimeImmutable, 0, 0));
	zend_string_release(property_keepUntil_name);

	zval property_keepFor_default_value;
	ZVAL_UNDEF(&property_keepFor_default_value);
	zend_string *property_keepFor_name = zend_string_init("keepFor", sizeof("keepFor") - 1, 1);
	zend_declare_typed_property(class_entry, property_keepFor_name, &property_keepFor_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_keepFor_name);

	zval property_lead_default_value;
	ZVAL_UNDEF(&property_lead_default_value);
	zend_string *property_lead_name = zend_string_init("lead", sizeof("lead") - 1, 1);
	zend_declare_typed_property(class_entry, property_lead_name, &property_lead_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_DOUBLE));
	zend_string_release(property_lead_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_ClaimOutcome(void)
{
	zend_class_entry *class_entry = zend_register_internal_enum("Xwsse\\ClaimOutcome", IS_STRING, class_Xwsse_ClaimOutcome_methods);

	zval enum_case_First_value;
	zend_string *enum_case_First_value_str = zend_string_init("first", strlen("first"), 1);
	ZVAL_STR(&enum_case_First_value, enum_case_First_value_str);
	zend_enum_add_case_cstr(class_entry, "First", &enum_case_First_value);

	zval enum_case_SeenDigest_value;
	zend_string *enum_case_SeenDigest_value_str = zend_string_init("seen_digest", strlen("seen_digest"), 1);
	ZVAL_STR(&enum_case_SeenDigest_value, enum_case_SeenDigest_value_str);
	zend_enum_add_case_cstr(class_entry, "SeenDigest", &enum_case_SeenDigest_value);

	zval enum_case_SeenNonce_value;
	zend_string *enum_case_SeenNonce_value_str = zend_string_init("seen_nonce", strlen("seen_nonce"), 1);
	ZVAL_STR(&enum_case_SeenNonce_value, enum_case_SeenNonce_value_str);
	zend_enum_add_case_cstr(class_entry, "SeenNonce", &enum_case_SeenNonce_value);

	zval enum_case_SeenCreated_value;
	zend_string *enum_case_SeenCreated_value_str = zend_string_init("seen_created", strlen("seen_created"), 1);
	ZVAL_STR(&enum_case_SeenCreated_value, enum_case_SeenCreated_value_str);
	zend_enum_add_case_cstr(class_entry, "SeenCreated", &enum_case_SeenCreated_value);

	zval enum_case_Full_value;
	zend_string *enum_case_Full_value_str = zend_string_init("full", strlen("full"), 1);
	ZVAL_STR(&enum_case_Full_value, enum_case_Full_value_str);
	zend_enum_add_case_cstr(class_entry, "Full", &enum_case_Full_value);

	zval enum_case_HistoryGap_value;
	zend_string *enum_case_HistoryGap_value_str = zend_string_init("history_gap", strlen("history_gap"), 1);
	ZVAL_STR(&enum_case_HistoryGap_value, enum_case_HistoryGap_value_str);
	zend_enum_add_case_cstr(class_entry, "HistoryGap", &enum_case_HistoryGap_value);

	zval enum_case_Unavailable_value;
	zend_string *enum_case_Unavailable_value_str = zend_string_init("unavailable", strlen("unavailable"), 1);
	ZVAL_STR(&enum_case_Unavailable_value, enum_case_Unavailable_value_str);
	zend_enum_add_case_cstr(class_entry, "Unavailable", &enum_case_Unavailable_value);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_ReplayStore(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "ReplayStore", class_Xwsse_ReplayStore_methods);
	class_entry = zend_register_internal_interface(&ce);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_MemoryReplayStore(zend_class_entry *class_entry_Xwsse_ReplayStore)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "MemoryReplayStore", class_Xwsse_MemoryReplayStore_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 1, class_entry_Xwsse_ReplayStore);

	zval property_capacity_default_value;
	ZVAL_UNDEF(&property_capacity_default_value);
	zend_string *property_capacity_name = zend_string_init("capacity", sizeof("capacity") - 1, 1);
	zend_declare_typed_property(class_entry, property_capacity_name, &property_capacity_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_capacity_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Diagnosis(zend_class_entry *class_entry_Stringable, zend_class_entry *class_entry_JsonSerializable)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Diagnosis", class_Xwsse_Diagnosis_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;
	zend_class_implements(class_entry, 2, class_entry_Stringable, class_entry_JsonSerializable);

	zval property_verdict_default_value;
	ZVAL_UNDEF(&property_verdict_default_value);
	zend_string *property_verdict_name = zend_string_init("verdict", sizeof("verdict") - 1, 1);
	zend_declare_typed_property(class_entry, property_verdict_name, &property_verdict_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_verdict_name);

	zval property_findings_default_value;
	ZVAL_UNDEF(&property_findings_default_value);
	zend_string *property_findings_name = zend_string_init("findings", sizeof("findings") - 1, 1);
	zend_declare_typed_property(class_entry, property_findings_name, &property_findings_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_findings_name);

	zval property_dialect_default_value;
	ZVAL_UNDEF(&property_dialect_default_value);
	zend_string *property_dialect_name = zend_string_init("dialect", sizeof("dialect") - 1, 1);
	zend_declare_typed_property(class_entry, property_dialect_name, &property_dialect_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_dialect_name);

	zval property_header_default_value;
	ZVAL_UNDEF(&property_header_default_value);
	zend_string *property_header_name = zend_string_init("header", sizeof("header") - 1, 1);
	zend_declare_typed_property(class_entry, property_header_name, &property_header_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_header_name);

	zval property_parts_default_value;
	ZVAL_UNDEF(&property_parts_default_value);
	zend_string *property_parts_name = zend_string_init("parts", sizeof("parts") - 1, 1);
	zend_declare_typed_property(class_entry, property_parts_name, &property_parts_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_parts_name);

	zval property_ageMillis_default_value;
	ZVAL_UNDEF(&property_ageMillis_default_value);
	zend_string *property_ageMillis_name = zend_string_init("ageMillis", sizeof("ageMillis") - 1, 1);
	zend_declare_typed_property(class_entry, property_ageMillis_name, &property_ageMillis_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_ageMillis_name);

	zval property_digestChecked_default_value;
	ZVAL_UNDEF(&property_digestChecked_default_value);
	zend_string *property_digestChecked_name = zend_string_init("digestChecked", sizeof("digestChecked") - 1, 1);
	zend_declare_typed_property(class_entry, property_digestChecked_name, &property_digestChecked_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_BOOL));
	zend_string_release(property_digestChecked_name);

	zval property_digestDialects_default_value;
	ZVAL_UNDEF(&property_digestDialects_default_value);
	zend_string *property_digestDialects_name = zend_string_init("digestDialects", sizeof("digestDialects") - 1, 1);
	zend_declare_typed_property(class_entry, property_digestDialects_name, &property_digestDialects_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_ARRAY));
	zend_string_release(property_digestDialects_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_Finding(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "Finding", class_Xwsse_Finding_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	zval property_code_default_value;
	ZVAL_UNDEF(&property_code_default_value);
	zend_string *property_code_name = zend_string_init("code", sizeof("code") - 1, 1);
	zend_declare_typed_property(class_entry, property_code_name, &property_code_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING|MAY_BE_NULL));
	zend_string_release(property_code_name);

	zval property_column_default_value;
	ZVAL_UNDEF(&property_column_default_value);
	zend_string *property_column_name = zend_string_init("column", sizeof("column") - 1, 1);
	zend_declare_typed_property(class_entry, property_column_name, &property_column_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG|MAY_BE_NULL));
	zend_string_release(property_column_name);

	zval property_problem_default_value;
	ZVAL_UNDEF(&property_problem_default_value);
	zend_string *property_problem_name = zend_string_init("problem", sizeof("problem") - 1, 1);
	zend_declare_typed_property(class_entry, property_problem_name, &property_problem_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_problem_name);

	zval property_remedy_default_value;
	ZVAL_UNDEF(&property_remedy_default_value);
	zend_string *property_remedy_name = zend_string_init("remedy", sizeof("remedy") - 1, 1);
	zend_declare_typed_property(class_entry, property_remedy_name, &property_remedy_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_remedy_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_WsseException(zend_class_entry *class_entry_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "WsseException", class_Xwsse_WsseException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);

	zval property_reason_default_value;
	ZVAL_UNDEF(&property_reason_default_value);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	zval property_problem_default_value;
	ZVAL_UNDEF(&property_problem_default_value);
	zend_string *property_problem_name = zend_string_init("problem", sizeof("problem") - 1, 1);
	zend_declare_typed_property(class_entry, property_problem_name, &property_problem_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_problem_name);

	zval property_remedy_default_value;
	ZVAL_UNDEF(&property_remedy_default_value);
	zend_string *property_remedy_name = zend_string_init("remedy", sizeof("remedy") - 1, 1);
	zend_declare_typed_property(class_entry, property_remedy_name, &property_remedy_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_remedy_name);

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_RejectedException(zend_class_entry *class_entry_Xwsse_WsseException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "RejectedException", class_Xwsse_RejectedException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Xwsse_WsseException);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_SignException(zend_class_entry *class_entry_Xwsse_WsseException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "SignException", class_Xwsse_SignException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Xwsse_WsseException);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}

static zend_class_entry *register_class_Xwsse_DialectException(zend_class_entry *class_entry_Xwsse_WsseException)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Xwsse", "DialectException", class_Xwsse_DialectException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Xwsse_WsseException);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	zval property_position_default_value;
	ZVAL_UNDEF(&property_position_default_value);
	zend_string *property_position_name = zend_string_init("position", sizeof("position") - 1, 1);
	zend_declare_typed_property(class_entry, property_position_name, &property_position_default_value, ZEND_ACC_PUBLIC|ZEND_ACC_READONLY, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_LONG));
	zend_string_release(property_position_name);

	return class_entry;
}
