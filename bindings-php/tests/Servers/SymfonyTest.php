<?php

declare(strict_types=1);

namespace Xwsse\Tests\Servers;

use PHPUnit\Framework\TestCase;
use Psr\Log\NullLogger;
use Symfony\Component\EventDispatcher\EventDispatcher;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\Security\Core\Authentication\Token\Storage\TokenStorage;
use Symfony\Component\Security\Core\User\InMemoryUser;
use Symfony\Component\Security\Core\User\InMemoryUserProvider;
use Symfony\Component\Security\Http\Authentication\AuthenticatorManager;
use Symfony\Component\Security\Http\Event\CheckPassportEvent;
use Symfony\Component\Security\Http\EventListener\UserProviderListener;
use Xwsse\MemoryReplayStore;
use Xwsse\Symfony\WsseAuthenticator;
use Xwsse\Tests\Support\Signers;
use Xwsse\Verifier;

/** What is peculiar to Symfony's security. */
final class SymfonyTest extends TestCase
{
    private TokenStorage $tokens;

    /** @param (callable(string): ?InMemoryUser)|null $userLoader */
    private function authenticate(Request $request, ?callable $userLoader = null): ?Response
    {
        $secrets = ['alice' => 's3cr3t', 'ALICE' => 's3cr3t', 'nobody' => 's3cr3t'];
        $verifier = new Verifier($secrets, new MemoryReplayStore(1_000));
        $hook = new WsseAuthenticator($verifier, 'the api', new NullLogger(), $userLoader);
        $events = new EventDispatcher();
        // It finds users without regard to case, as databases may.
        $users = new InMemoryUserProvider(['alice' => ['roles' => ['ROLE_API']]]);
        $events->addListener(CheckPassportEvent::class, [new UserProviderListener($users), 'checkPassport']);
        $this->tokens = new TokenStorage();
        $manager = new AuthenticatorManager([$hook], $this->tokens, $events, 'api');

        return $manager->supports($request) ? $manager->authenticateRequest($request) : null;
    }

    private static function signedBy(string $username, string $secret = 's3cr3t'): Request
    {
        $request = Request::create('/');
        $request->headers->set('X-WSSE', Signers::of($username, $secret)->header());

        return $request;
    }

    public function test_a_user_has_the_roles_of_the_provider(): void
    {
        self::assertNull($this->authenticate($request = self::signedBy('alice')));
        self::assertSame(['ROLE_API'], $this->tokens->getToken()->getRoleNames());
        self::assertSame('alice', $request->attributes->get(WsseAuthenticator::ATTRIBUTE)->username);
    }

    public function test_a_user_loader_may_find_the_user_in_another_way(): void
    {
        $loader = static fn (string $username) => new InMemoryUser("{$username}@example.org", null);
        self::assertNull($this->authenticate(self::signedBy('alice'), $loader));
        self::assertSame('alice@example.org', $this->tokens->getToken()->getUserIdentifier());
    }

    public function test_who_has_no_user_or_anothers_gets_the_same_answer_as_a_wrong_secret(): void
    {
        $answers = [
            $this->authenticate(self::signedBy('alice', 'wrong')),
            $this->authenticate(self::signedBy('nobody')),
            $this->authenticate($stranger = self::signedBy('ALICE')),
            $this->authenticate(self::signedBy('alice'), static fn () => null),
        ];
        self::assertNull($this->tokens->getToken());
        self::assertNull($stranger->attributes->get('wsse'));
        foreach ($answers as $answer) {
            self::assertSame(401, $answer->getStatusCode());
            self::assertSame('WSSE realm="the api", profile="UsernameToken"', $answer->headers->get('WWW-Authenticate'));
            self::assertSame("401 Unauthorized\n", $answer->getContent());
        }
    }

    public function test_two_values_are_refused(): void
    {
        $request = self::signedBy('alice');
        $request->headers->set('X-WSSE', Signers::of('alice')->header(), false);
        self::assertSame(401, $this->authenticate($request)->getStatusCode());
    }

    public function test_a_request_without_the_header_is_left_to_others(): void
    {
        self::assertNull($this->authenticate(Request::create('/')));
        self::assertNull($this->tokens->getToken());
    }
}
