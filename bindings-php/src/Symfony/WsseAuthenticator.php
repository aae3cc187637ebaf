<?php

declare(strict_types=1);

namespace Xwsse\Symfony;

use Psr\Log\LoggerInterface;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Security\Core\Authentication\Token\TokenInterface;
use Symfony\Component\Security\Core\Exception\AuthenticationException;
use Symfony\Component\Security\Core\Exception\UserNotFoundException;
use Symfony\Component\Security\Core\User\UserInterface;
use Symfony\Component\Security\Http\Authenticator\AbstractAuthenticator;
use Symfony\Component\Security\Http\Authenticator\Passport\Badge\UserBadge;
use Symfony\Component\Security\Http\Authenticator\Passport\Passport;
use Symfony\Component\Security\Http\Authenticator\Passport\SelfValidatingPassport;
use Symfony\Component\Security\Http\EntryPoint\AuthenticationEntryPointInterface;
use Xwsse\RejectedException;
use Xwsse\Server\Gate;
use Xwsse\Server\Refusal;
use Xwsse\Verifier;

/**
 * Authenticates signed requests in a firewall of Symfony's security, and challenges those that are not signed:
 *
 *     security:
 *         firewalls:
 *             api:
 *                 stateless: true
 *                 custom_authenticators: [Xwsse\Symfony\WsseAuthenticator]
 *                 entry_point: Xwsse\Symfony\WsseAuthenticator
 *         access_control:
 *             - { path: ^/, roles: IS_AUTHENTICATED_FULLY }
 *
 * The user is the one whose identifier is the username of the token, from the firewall's user provider; or whom
 * `userLoader` gives for the username. The {@see \Xwsse\Identity} is in the attribute `wsse` of the request and of
 * the security token. A request without the header is nobody's: whether that will do is for access control to say.
 *
 * All values of the header are handed over, so two are refused; where the server or PHP has joined them with a
 * comma, what is joined is refused. Refusals are logged by their code to a PSR-3 logger, or else to `error_log`.
 */
final class WsseAuthenticator extends AbstractAuthenticator implements AuthenticationEntryPointInterface
{
    /** The attribute with the identity. */
    public const ATTRIBUTE = 'wsse';

    private readonly Gate $gate;

    /** @var (\Closure(string): UserInterface)|null */
    private readonly ?\Closure $userLoader;

    /**
     * @param string                                    $realm      for the challenge
     * @param (callable(string): (UserInterface|null))|null $userLoader gives the user of a username
     * @param (\Closure(): \DateTimeInterface)|null     $clock      another time than the system's, for tests
     */
    public function __construct(
        Verifier $verifier,
        string $realm = 'api',
        ?LoggerInterface $logger = null,
        ?callable $userLoader = null,
        ?\Closure $clock = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock);
        $this->userLoader = $userLoader === null ? null : \Closure::fromCallable($userLoader);
    }

    public function supports(Request $request): ?bool
    {
        return $request->headers->has('X-WSSE');
    }

    public function authenticate(Request $request): Passport
    {
        try {
            $identity = $this->gate->admit(array_values(array_map('strval', $request->headers->all('X-WSSE'))));
        } catch (RejectedException $rejected) {
            throw new NotAdmittedException($rejected);
        }
        $passport = new SelfValidatingPassport(new UserBadge($identity->username, $this->userLoader));
        $passport->setAttribute(self::ATTRIBUTE, $identity);

        return $passport;
    }

    public function createToken(Passport $passport, string $firewallName): TokenInterface
    {
        $identity = $passport->getAttribute(self::ATTRIBUTE);
        // A database may take "Alice" for "alice"; whoever knows the secret of one is not the other.
        if ($this->userLoader === null && $passport->getUser()->getUserIdentifier() !== $identity->username) {
            throw new UserNotFoundException();
        }
        $token = parent::createToken($passport, $firewallName);
        $token->setAttribute(self::ATTRIBUTE, $identity);

        return $token;
    }

    public function onAuthenticationSuccess(Request $request, TokenInterface $token, string $firewallName): ?Response
    {
        $request->attributes->set(self::ATTRIBUTE, $token->hasAttribute(self::ATTRIBUTE) ? $token->getAttribute(self::ATTRIBUTE) : null);

        return null;
    }

    public function onAuthenticationFailure(Request $request, AuthenticationException $exception): ?Response
    {
        return $this->respond(
            $exception instanceof NotAdmittedException
                ? $this->gate->answer($exception->rejected)
                : Refusal::challenge($this->gate->realm),
        );
    }

    /** The answer to a request without a token, where one is wanted. */
    public function start(Request $request, ?AuthenticationException $authException = null): Response
    {
        return $this->respond(Refusal::challenge($this->gate->realm));
    }

    private function respond(Refusal $answer): Response
    {
        return new Response($answer->body, $answer->status, $answer->headers);
    }
}
