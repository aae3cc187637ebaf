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
use Xwsse\HeaderVerifier;
use Xwsse\RejectedException;
use Xwsse\Server\Gate;
use Xwsse\Server\Refusal;

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
 * The user is the one whose identifier is the username of the token, from the firewall's user provider; or the
 * one that `userLoader` returns for the username. The {@see \Xwsse\Identity} is in the attribute `wsse` of the request and of
 * the security token. A request without the header is anonymous: access control decides whether that is enough.
 *
 * All values of the header are verified together, so two are refused; where the server or PHP has joined them with a
 * comma, what is joined is refused. Refusals are logged, with their code and remedy, to a PSR-3 logger, or else to
 * `error_log`.
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
     * @param (callable(string): (UserInterface|null))|null $userLoader returns the user of a username
     * @param (\Closure(): \DateTimeInterface)|null     $clock      another time than the system's, for tests
     * @param (\Closure(Request, RejectedException): mixed)|null $onRejected is told of each refusal
     */
    public function __construct(
        HeaderVerifier $verifier,
        string $realm = 'api',
        ?LoggerInterface $logger = null,
        ?callable $userLoader = null,
        ?\Closure $clock = null,
        ?\Closure $onRejected = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock, $onRejected);
        $this->userLoader = $userLoader === null ? null : \Closure::fromCallable($userLoader);
    }

    public function supports(Request $request): ?bool
    {
        return $this->headers($request) !== [];
    }

    public function authenticate(Request $request): Passport
    {
        try {
            $identity = $this->gate->admit($this->headers($request), $request, [
                'method' => $request->getMethod(),
                'path' => $request->getPathInfo(),
                'peer' => (string) $request->getClientIp(),
            ]);
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
        // A database may find "alice" for "Alice", and the secret of one is not that of the other.
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
                : $this->gate->challenge(),
        );
    }

    /** The answer to a request without a token, where one is wanted. */
    public function start(Request $request, ?AuthenticationException $authException = null): Response
    {
        return $this->respond($this->gate->challenge());
    }

    /** @return array<string, list<string>> */
    private function headers(Request $request): array
    {
        return $this->gate->headers(
            static fn (string $name): array => array_values(array_map('strval', $request->headers->all($name))),
        );
    }

    private function respond(Refusal $answer): Response
    {
        return new Response($answer->body, $answer->status, $answer->headers);
    }
}
